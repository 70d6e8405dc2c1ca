package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.OperationCodec;
import io.forewarn.predictor.risk.TrackRecord.Scope;
import io.forewarn.predictor.risk.TrackRecord.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A track record in a file, so that the next start need not tell it all operations again: each operation that a lane
 * holds once, and the lanes by their places. Repairs are few and not part of it.
 */
public final class RecordFile {
    private static final int MAGIC = 0x46575232;

    private RecordFile() {}

    /**
     * Puts it in the place of what was there, in one step.
     *
     * @param operations fingerprint of all operations that the record was told
     */
    public static void write(TrackRecord record, String operations, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream bytes = new FileOutputStream(fresh.toFile())) {
            CheckedOutputStream checked =
                    new CheckedOutputStream(new BufferedOutputStream(bytes, 1 << 16), new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, 1 << 13));
            out.writeInt(MAGIC);
            out.writeUTF(operations);
            synchronized (record) {
                write(record, out);
            }
            out.flush();
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            bytes.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(TrackRecord record, DataOutputStream out) throws IOException {
        IdentityHashMap<Known, Integer> places = new IdentityHashMap<>();
        List<Operation> operations = new ArrayList<>();
        record.lanes().values().forEach(lane -> {
            for (List<Known> each : List.of(lane.recent(), lane.failures())) {
                each.forEach(known -> places.computeIfAbsent(known, k -> {
                    operations.add(k.operation());
                    return operations.size() - 1;
                }));
            }
        });
        OperationCodec.write(out, operations);
        out.writeInt(record.lanes().size());
        for (Map.Entry<Scope, Lane> each : record.lanes().entrySet()) {
            word(out, each.getKey().kind());
            word(out, each.getKey().component());
            word(out, each.getKey().actor());
            Lane lane = each.getValue();
            Instant latest = lane.latest();
            out.writeLong(latest.getEpochSecond());
            out.writeInt(latest.getNano());
            for (List<Known> held : List.of(lane.recent(), lane.failures())) {
                out.writeInt(held.size());
                for (Known known : held) {
                    out.writeInt(java.util.Objects.requireNonNull(places.get(known)));
                }
            }
        }
        out.writeInt(record.seen().size());
        for (Map.Entry<String, Integer> each : record.seen().entrySet()) {
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue());
        }
        out.writeInt(record.shapes().size());
        for (Map.Entry<String, Map<String, Map<Shape, Integer>>> kind :
                record.shapes().entrySet()) {
            out.writeUTF(kind.getKey());
            out.writeInt(kind.getValue().size());
            for (Map.Entry<String, Map<Shape, Integer>> name : kind.getValue().entrySet()) {
                out.writeUTF(name.getKey());
                for (Shape shape : Shape.values()) {
                    out.writeInt(name.getValue().getOrDefault(shape, 0));
                }
            }
        }
    }

    /**
     * Reads it where it was told exactly these operations.
     *
     * @throws IOException where there is none, or it is of others, of another version or damaged
     */
    public static TrackRecord read(Path file, String operations) throws IOException {
        try (CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C())) {
            DataInputStream in = new DataInputStream(new Ahead(checked, Files.size(file) - Long.BYTES));
            if (in.readInt() != MAGIC || !in.readUTF().equals(operations)) {
                throw new IOException("a track record of other operations, or of another version");
            }
            TrackRecord record = read(in);
            if (in.read() >= 0) {
                throw new IOException("a track record with more behind it");
            }
            long sum = checked.getChecksum().getValue();
            if (new DataInputStream(checked).readLong() != sum) {
                throw new IOException("a damaged track record");
            }
            return record;
        }
    }

    private static TrackRecord read(DataInputStream in) throws IOException {
        TrackRecord record = new TrackRecord();
        Known[] operations = OperationCodec.read(in).stream().map(Known::new).toArray(Known[]::new);
        int lanes = in.readInt();
        for (int i = 0; i < lanes; i++) {
            Scope scope = new Scope(word(in), word(in), word(in));
            Instant latest = Instant.ofEpochSecond(in.readLong(), in.readInt());
            record.lanes().put(scope, new Lane(latest, held(in, operations), held(in, operations)));
        }
        int seen = in.readInt();
        for (int i = 0; i < seen; i++) {
            record.seen().put(in.readUTF(), in.readInt());
        }
        int kinds = in.readInt();
        for (int i = 0; i < kinds; i++) {
            Map<String, Map<Shape, Integer>> names = new TreeMap<>();
            record.shapes().put(in.readUTF(), names);
            int size = in.readInt();
            for (int k = 0; k < size; k++) {
                Map<Shape, Integer> counts = new TreeMap<>();
                names.put(in.readUTF(), counts);
                for (Shape shape : Shape.values()) {
                    int count = in.readInt();
                    if (count > 0) {
                        counts.put(shape, count);
                    }
                }
            }
        }
        return record;
    }

    private static List<Known> held(DataInputStream in, Known[] operations) throws IOException {
        int size = in.readInt();
        List<Known> held = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            held.add(operations[in.readInt()]);
        }
        return held;
    }

    private static void word(DataOutputStream out, @Nullable String word) throws IOException {
        out.writeBoolean(word != null);
        if (word != null) {
            out.writeUTF(word);
        }
    }

    private static @Nullable String word(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    /** All but the checksum at the end, in large pieces. */
    private static final class Ahead extends java.io.InputStream {
        private final java.io.InputStream in;
        private final byte[] piece = new byte[1 << 16];
        private long left;
        private int at;
        private int end;

        Ahead(java.io.InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        private boolean more() throws IOException {
            if (at < end) {
                return true;
            }
            int n = left <= 0 ? -1 : in.read(piece, 0, (int) Math.min(piece.length, left));
            if (n <= 0) {
                return false;
            }
            left -= n;
            at = 0;
            end = n;
            return true;
        }

        @Override
        public int read() throws IOException {
            return more() ? piece[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!more()) {
                return -1;
            }
            int n = Math.min(length, end - at);
            System.arraycopy(piece, at, into, offset, n);
            at += n;
            return n;
        }
    }
}
