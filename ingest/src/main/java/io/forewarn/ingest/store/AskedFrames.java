package io.forewarn.ingest.store;

import static io.forewarn.ingest.store.OperationCodec.at;
import static io.forewarn.ingest.store.OperationCodec.must;
import static io.forewarn.ingest.store.OperationCodec.text;

import io.forewarn.ingest.event.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A prediction with its operation as bytes: a version, then the operation and the fields in a fixed order. */
final class AskedFrames {
    private static final int VERSION = 1;

    private AskedFrames() {}

    /** What was asked, and what was answered. */
    record Asked(Operation operation, PredictionRow prediction) {}

    static byte[] write(Asked asked) {
        PredictionRow p = asked.prediction();
        String operationId = p.operationId();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            OperationCodec.write(out, List.of(asked.operation()));
            text(out, p.id());
            out.writeBoolean(operationId != null);
            if (operationId != null) {
                text(out, operationId);
            }
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

    /** @throws IOException where another version wrote it, or it breaks off */
    static Asked read(byte[] frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("a prediction of version " + version + ", this program knows " + VERSION);
        }
        List<Operation> operations = OperationCodec.read(in);
        PredictionRow p = new PredictionRow(
                text(in),
                in.readBoolean() ? text(in) : null,
                must(at(in)),
                text(in),
                text(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                text(in),
                text(in),
                text(in),
                in.readBoolean(),
                text(in),
                text(in),
                text(in));
        return new Asked(must(operations.isEmpty() ? null : operations.get(0)), p);
    }
}
