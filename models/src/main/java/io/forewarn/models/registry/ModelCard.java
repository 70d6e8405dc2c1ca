package io.forewarn.models.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person should know about a model.
 *
 * @param kind {@code risk}, {@code classifier}, {@code anomaly}, …
 * @param version given by the registry, unique in its kind, e.g. {@code 0003}; empty before it is saved
 * @param savedAt from the registry's clock
 * @param fingerprint SHA-256 of the training data
 * @param seed of the trainers
 * @param rows trained on
 * @param from time of the oldest
 * @param to time of the newest
 * @param versions of the libraries that shape the result, by name
 * @param metrics measured on what the model had not seen, by name
 * @param notes what it is for, where it is weak, in words
 */
public record ModelCard(
        String kind,
        String version,
        Instant savedAt,
        String fingerprint,
        long seed,
        long rows,
        Instant from,
        Instant to,
        Map<String, String> versions,
        Map<String, Metric> metrics,
        String notes) {
    public ModelCard {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A card to save; the registry fills in version and time. */
    public static ModelCard of(
            String kind,
            String fingerprint,
            long seed,
            long rows,
            Instant from,
            Instant to,
            Map<String, String> versions,
            Map<String, Metric> metrics,
            String notes) {
        return new ModelCard(kind, "", Instant.EPOCH, fingerprint, seed, rows, from, to, versions, metrics, notes);
    }

    ModelCard saved(String version, Instant at) {
        return new ModelCard(kind, version, at, fingerprint, seed, rows, from, to, versions, metrics, notes);
    }
}
