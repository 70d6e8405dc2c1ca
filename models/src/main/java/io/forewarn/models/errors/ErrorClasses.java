package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The classes that Forewarn learns and speaks, more specific ones first ({@code error-classes.yaml}). */
public final class ErrorClasses {
    /** Where no class fits, or the text does not say. */
    public static final String OTHER = "other";

    private static final List<ErrorClass> ALL = read();

    private ErrorClasses() {}

    public static List<ErrorClass> all() {
        return ALL;
    }

    /**
     * The class of that id.
     *
     * @throws IllegalArgumentException where there is none; the message lists all
     */
    public static ErrorClass of(String id) {
        return ALL.stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown error class; use one of "
                        + String.join(", ", ALL.stream().map(ErrorClass::id).toList())));
    }

    private static List<ErrorClass> read() {
        try (InputStream in = ErrorClasses.class.getResourceAsStream("error-classes.yaml")) {
            if (in == null) {
                throw new IllegalStateException("error-classes.yaml is missing from the jar");
            }
            List<ErrorClass> found = new ArrayList<>();
            for (JsonNode c : new YAMLMapper().readTree(in).path("classes")) {
                found.add(new ErrorClass(
                        c.path("id").asText(), c.path("transient").asText()));
            }
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
