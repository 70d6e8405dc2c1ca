package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Rows of {@code id, text, level, exception_type}, which measure and never train. */
final class MeasuringSet {
    private MeasuringSet() {}

    static ErrorText error(JsonNode row) {
        String type = row.path("exception_type").isTextual()
                ? row.path("exception_type").asText()
                : null;
        return new ErrorText(
                row.path("text").asText(),
                TrainingTexts.severity(row.path("level").asText("")),
                type,
                null,
                List.of());
    }
}
