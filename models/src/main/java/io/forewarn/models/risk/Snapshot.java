package io.forewarn.models.risk;

import io.forewarn.features.Feature;
import io.forewarn.features.Features;
import io.forewarn.features.History;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What was learned by a moment, in a file, so that the next start need only replay what came after. The history holds only
 * for exactly the operations that it was made from, the calibration only for the model whose predictions it saw.
 *
 * @param cut by when what is in the history was known
 * @param operations fingerprint of the operations at that moment
 * @param model version of the model
 * @param calibration how its predictions came out
 * @param until the last outcome that the calibration has seen; null before the first
 * @param history null where it is not kept, or of other operations than asked for
 */
public record Snapshot(
        Instant cut,
        String operations,
        String model,
        Recalibrator calibration,
        @Nullable Mark until,
        @Nullable History history) {
    private static final int MAGIC = 0x46575335;

    /**
     * A place in the order in which outcomes became known.
     *
     * @param operation by id, where several became known at once
     */
    public record Mark(Instant knownAt, String operation) implements Comparable<Mark> {
        @Override
        public int compareTo(Mark other) {
            int byTime = knownAt.compareTo(other.knownAt);
            return byTime != 0 ? byTime : operation.compareTo(other.operation);
        }
    }

    /** Puts it in the place of what was there, in one step: a reader finds the old or the new one, never a half. */
    public void write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(features());
        out.writeLong(cut.getEpochSecond());
        out.writeUTF(operations);
        out.writeUTF(model);
        calibration.write(out);
        mark(out, until);
        out.writeBoolean(history != null);
        if (history != null) {
            history.write(out);
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.toByteArray());
        out.writeLong(sum.getValue());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream written = new FileOutputStream(fresh.toFile())) {
            bytes.writeTo(written);
            written.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads it, with the history only where that is of these operations and has the features of this version.
     *
     * @param fingerprints of the operations as they were at a moment
     * @throws IOException where there is none, or none of this version, or it is damaged
     */
    public static Snapshot read(Path file, Function<Instant, String> fingerprints) throws IOException {
        byte[] all = Files.readAllBytes(file);
        if (all.length < 2 * Long.BYTES || ByteBuffer.wrap(all).getInt() != MAGIC) {
            throw new IOException("not a snapshot of this version");
        }
        CRC32C sum = new CRC32C();
        sum.update(all, 0, all.length - Long.BYTES);
        if (ByteBuffer.wrap(all, all.length - Long.BYTES, Long.BYTES).getLong() != sum.getValue()) {
            throw new IOException("a damaged snapshot");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
            in.readInt();
            boolean same = in.readInt() == features();
            Instant cut = Instant.ofEpochSecond(in.readLong());
            String covered = in.readUTF();
            String model = in.readUTF();
            Recalibrator calibration = Recalibrator.read(in);
            Mark until = mark(in);
            boolean kept = in.readBoolean() && same && covered.equals(fingerprints.apply(cut));
            return new Snapshot(cut, covered, model, calibration, until, kept ? History.read(in) : null);
        }
    }

    private static void mark(DataOutputStream out, @Nullable Mark until) throws IOException {
        out.writeBoolean(until != null);
        if (until != null) {
            Instant knownAt = until.knownAt();
            out.writeLong(knownAt.getEpochSecond());
            out.writeInt(knownAt.getNano());
            out.writeUTF(until.operation());
        }
    }

    private static @Nullable Mark mark(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Mark(Instant.ofEpochSecond(in.readLong(), in.readInt()), in.readUTF()) : null;
    }

    private static int features() {
        return Features.all().stream()
                .map(Feature::name)
                .collect(Collectors.joining("\n"))
                .hashCode();
    }
}
