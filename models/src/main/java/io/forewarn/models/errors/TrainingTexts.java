package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bundled training set: messages in our own words after the documentation of many systems. */
public final class TrainingTexts {
    private static final List<String> FILES = List.of(
            "applications",
            "databases",
            "infrastructure",
            "java",
            "javascript",
            "languages",
            "llm",
            "platforms",
            "python",
            "systems",
            "traces",
            "wider");

    private TrainingTexts() {}

    /** All rows, in a fixed order. */
    public static List<LabelledError> bundled() {
        List<LabelledError> rows = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String file : FILES) {
            try (InputStream in = TrainingTexts.class.getResourceAsStream("train-" + file + ".jsonl")) {
                if (in == null) {
                    throw new IllegalStateException("train-" + file + ".jsonl is missing from the jar");
                }
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    rows.add(row(mapper.readTree(line)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    private static LabelledError row(JsonNode row) {
        String type = row.path("exception_type").isTextual()
                ? row.path("exception_type").asText()
                : null;
        return new LabelledError(
                new ErrorText(
                        row.path("text").asText(), severity(row.path("level").asText("")), type, null, List.of()),
                row.path("label").asText(),
                row.path("system").asText());
    }

    /** Reads a level as logs write it; null where it is none of the known words. */
    public static @Nullable Severity severity(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "trace", "finest", "finer" -> Severity.TRACE;
            case "debug", "fine", "verbose" -> Severity.DEBUG;
            case "info", "information", "notice", "log" -> Severity.INFO;
            case "warn", "warning" -> Severity.WARN;
            case "error", "err", "severe", "failure" -> Severity.ERROR;
            case "fatal", "critical", "crit", "alert", "emerg", "emergency", "panic" -> Severity.FATAL;
            default -> null;
        };
    }
}
