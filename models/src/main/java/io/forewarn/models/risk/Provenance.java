package io.forewarn.models.risk;

import java.time.Instant;
import java.util.Map;

/**
 * Where a model comes from: same data, seed and versions give the same model.
 *
 * @param fingerprint SHA-256 of the training rows, hexadecimal
 * @param seed of the trainers
 * @param rows trained on
 * @param failures among them
 * @param from when the first began
 * @param to when the last began
 * @param trainedAt from the trainer's clock
 * @param versions of the libraries that shape the result
 */
public record Provenance(
        String fingerprint,
        long seed,
        long rows,
        double failures,
        Instant from,
        Instant to,
        Instant trainedAt,
        Map<String, String> versions) {
    public Provenance {
        versions = Map.copyOf(versions);
    }
}
