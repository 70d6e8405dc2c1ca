package io.forewarn.predictor.grouping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts in an attribute: a JSON array, or one text as it stands. */
final class TextLists {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TextLists() {}

    /** Without blanks; empty where nothing is left. */
    static List<String> of(String written) {
        if (written.startsWith("[")) {
            try {
                return JSON.readValue(written, new TypeReference<List<@Nullable Object>>() {}).stream()
                        .map(String::valueOf)
                        .filter(part -> !part.isBlank())
                        .toList();
            } catch (JsonProcessingException e) {
                return List.of(written);
            }
        }
        return written.isBlank() ? List.of() : List.of(written);
    }
}
