package io.forewarn.ingest.store;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** What the titles of issues mean, as numbers that a model gave, kept so that each is worked out once. */
public final class IssueVectorStore {
    private final Database database;

    IssueVectorStore(Database database) {
        this.database = database;
    }

    /**
     * Vectors that a model made of these very texts, by issue; what is not known, or was made of another text, is not in it.
     *
     * @param model that made them; those of different models cannot be compared
     * @param texts by issue
     */
    public Map<String, float[]> of(String model, Map<String, String> texts) {
        Map<String, float[]> vectors = new HashMap<>();
        database.read(s -> s.list(
                row -> {
                    if (row.text(2).equals(texts.get(row.text(1)))) {
                        vectors.put(row.text(1), floats(row.bytes(3)));
                    }
                    return true;
                },
                "SELECT issue_id, title, vector FROM issue_vectors WHERE model = ?",
                model));
        return vectors;
    }

    /** Keeps vectors in place of what the issues had; those of issues that are gone meanwhile are left out. */
    public void put(String model, Map<String, String> texts, Map<String, float[]> vectors) {
        database.write(s -> {
            for (Map.Entry<String, float[]> each : vectors.entrySet()) {
                s.update("DELETE FROM issue_vectors WHERE issue_id = ?", each.getKey());
                s.update(
                        "INSERT INTO issue_vectors SELECT id, ?, ?, ?::BLOB FROM issues WHERE id = ?",
                        model,
                        texts.getOrDefault(each.getKey(), ""),
                        bytes(each.getValue()),
                        each.getKey());
            }
            return true;
        });
    }

    private static byte[] bytes(float[] vector) {
        byte[] bytes = new byte[vector.length * Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().put(vector);
        return bytes;
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
