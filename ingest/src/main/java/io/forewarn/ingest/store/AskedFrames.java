package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A prediction with its operation as bytes: a version, then the fields in a fixed order. */
final class AskedFrames {
    private static final int VERSION = 1;

    private AskedFrames() {}

    /** What was asked, and what was answered. */
    record Asked(Operation operation, PredictionRow prediction) {}

    static byte[] write(Asked asked) {
        Operation op = asked.operation();
        PredictionRow p = asked.prediction();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            text(out, op.id());
            text(out, op.kind());
            text(out, op.component());
            text(out, op.environment());
            text(out, op.actor());
            at(out, op.at());
            text(out, AttributesJson.write(op.attributes()));
            out.writeBoolean(op.scored());
            text(out, p.id());
            text(out, p.operationId());
            at(out, p.at());
            text(out, p.kind());
            text(out, p.component());
            out.writeDouble(p.risk());
            out.writeDouble(p.low());
            out.writeDouble(p.high());
            out.writeDouble(p.baseRate());
            text(out, p.level());
            text(out, p.verdict());
            text(out, p.modelVersion());
            out.writeBoolean(p.abstained());
            text(out, p.requestJson());
            text(out, p.answerJson());
            text(out, p.featuresJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException where another version wrote it */
    static Asked read(byte[] frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("a prediction of version " + version + ", this program knows " + VERSION);
        }
        Operation op = Operation.builder(must(in))
                .kind(must(in))
                .component(must(in))
                .environment(text(in))
                .actor(text(in))
                .at(at(in))
                .attributes(AttributesJson.read(must(in)))
                .scored(in.readBoolean())
                .build();
        PredictionRow p = new PredictionRow(
                must(in),
                text(in),
                at(in),
                must(in),
                must(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                must(in),
                must(in),
                must(in),
                in.readBoolean(),
                must(in),
                must(in),
                must(in));
        return new Asked(op, p);
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String must(DataInputStream in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("a prediction without one of its fields");
        }
        return text;
    }

    private static void at(DataOutputStream out, Instant at) throws IOException {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    private static Instant at(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
