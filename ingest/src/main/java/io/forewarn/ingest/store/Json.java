package io.forewarn.ingest.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.StackFrame;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small structures that are kept as JSON text in a column; empty ones as null. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFactory FACTORY = MAPPER.getFactory();

    private Json() {}

    static ObjectMapper mapper() {
        return MAPPER;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable String strings(Map<String, String> map) {
        if (map.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder(map.size() * 32);
        map.forEach((name, value) -> {
            text.append(text.isEmpty() ? '{' : ',');
            quote(text, name);
            text.append(':');
            quote(text, value);
        });
        return text.append('}').toString();
    }

    /** Most records have attributes, nearly always plain words: by hand, since it shows in the speed of an import. */
    private static void quote(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                text.append(write(value));
                return;
            }
        }
        text.append('"').append(value).append('"');
    }

    static Map<String, String> strings(@Nullable String json) {
        return json == null ? Map.of() : read(json, new TypeReference<>() {});
    }

    static Map<String, Long> counts(String json) {
        return read(json, new TypeReference<>() {});
    }

    /** Frames as {@code [module, function, file, line, inApp]} each: by far the most frequent structure, so by hand. */
    static @Nullable String frames(List<StackFrame> frames) {
        if (frames.isEmpty()) {
            return null;
        }
        StringWriter text = new StringWriter(frames.size() * 80);
        try (JsonGenerator g = FACTORY.createGenerator(text)) {
            g.writeStartArray();
            for (StackFrame f : frames) {
                g.writeStartArray();
                g.writeString(f.module());
                g.writeString(f.function());
                g.writeString(f.file());
                g.writeNumber(f.line() == null ? -1 : f.line());
                g.writeBoolean(f.inApp());
                g.writeEndArray();
            }
            g.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static List<StackFrame> frames(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        List<StackFrame> frames = new ArrayList<>();
        for (List<@Nullable Object> f : read(json, new TypeReference<List<List<@Nullable Object>>>() {})) {
            frames.add(new StackFrame(
                    (String) f.get(0),
                    (String) f.get(1),
                    (String) f.get(2),
                    f.get(3) instanceof Integer line && line >= 0 ? line : null,
                    Boolean.TRUE.equals(f.get(4))));
        }
        return frames;
    }
}
