package io.forewarn.models.risk;

import io.forewarn.features.Feature;
import io.forewarn.features.Features;
import io.forewarn.features.History;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What serving has learned, in a file, so that the next start need not replay all operations. The history holds only for
 * exactly the operations that it was made from, the calibration only for the model whose predictions it saw.
 *
 * @param operations fingerprint of the operations in the history
 * @param model version of the model
 * @param calibration how its predictions came out
 * @param until the last outcome that the calibration has seen; null before the first
 * @param history null where it is not kept, or of other operations than asked for
 */
public record Snapshot(
        String operations,
        String model,
        Recalibrator calibration,
        @Nullable Mark until,
        @Nullable History history) {
    private static final int MAGIC = 0x46575334;

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
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream bytes = new FileOutputStream(fresh.toFile());
                DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(bytes))) {
            out.writeInt(MAGIC);
            out.writeInt(features());
            out.writeUTF(operations);
            out.writeUTF(model);
            calibration.write(out);
            mark(out, until);
            out.writeBoolean(history != null);
            if (history != null) {
                history.write(out);
            }
            out.flush();
            bytes.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads it, with the history only where that is of these operations and has the features of this version.
     *
     * @throws IOException where there is none, or none of this version
     */
    public static Snapshot read(Path file, String operations) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a snapshot of this version");
            }
            boolean same = in.readInt() == features();
            String covered = in.readUTF();
            String model = in.readUTF();
            Recalibrator calibration = Recalibrator.read(in);
            Mark until = mark(in);
            boolean kept = in.readBoolean() && same && covered.equals(operations);
            return new Snapshot(covered, model, calibration, until, kept ? History.read(in) : null);
        }
    }

    private static void mark(DataOutputStream out, @Nullable Mark until) throws IOException {
        out.writeBoolean(until != null);
        if (until != null) {
            out.writeLong(until.knownAt().getEpochSecond());
            out.writeInt(until.knownAt().getNano());
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
