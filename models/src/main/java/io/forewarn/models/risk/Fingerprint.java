package io.forewarn.models.risk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of training rows: names of columns, then time, kind, label and values of each row. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(List<TrainingRow> rows) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        if (!rows.isEmpty()) {
            List<String> names = rows.get(rows.size() - 1).row().columns().names();
            digest.update(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            ByteBuffer values = ByteBuffer.allocate(8 * (names.size() + 2));
            for (TrainingRow row : rows) {
                values.clear();
                values.putLong(row.at().toEpochMilli()).putDouble(row.failure());
                for (int c = 0; c < names.size(); c++) {
                    values.putDouble(row.row().value(c));
                }
                digest.update(row.kind().getBytes(StandardCharsets.UTF_8));
                digest.update(values.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
