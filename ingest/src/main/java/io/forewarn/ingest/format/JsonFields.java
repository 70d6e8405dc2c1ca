package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object as flat fields: {@code {"a":{"b":1}}} is {@code a.b=1}; arrays stay JSON text. */
final class JsonFields {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int DEPTH = 6;

    private JsonFields() {}

    /** The fields in order, or null where the text is not one whole object. */
    static @Nullable Map<String, String> read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        return readInto(text, fields) ? fields : null;
    }

    /** Reads as many fields as it can; false where the text is not one whole object. */
    static boolean readInto(String text, Map<String, String> fields) {
        try (JsonParser p = FACTORY.createParser(text)) {
            if (p.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            object(p, "", 0, fields, text);
            if (p.nextToken() == null) {
                return true;
            }
            // a comma after the object, as in an array written a line an element
            return false;
        } catch (IOException e) {
            return onlyCommaLeft(text, fields, e);
        }
    }

    /** True where the text is one whole array and nothing else. */
    static boolean isArray(String text) {
        try (JsonParser p = FACTORY.createParser(text)) {
            if (p.nextToken() != JsonToken.START_ARRAY) {
                return false;
            }
            p.skipChildren();
            return p.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The text of each object of an array that breaks off or not, to the first that is not whole. */
    static List<String> objects(String array) {
        List<String> objects = new ArrayList<>();
        try (JsonParser p = FACTORY.createParser(array)) {
            if (p.nextToken() == JsonToken.START_ARRAY) {
                while (p.nextToken() == JsonToken.START_OBJECT) {
                    objects.add(structure(p, array));
                }
            }
        } catch (IOException e) {
            // what was whole so far
            return objects;
        }
        return objects;
    }

    private static boolean onlyCommaLeft(String text, Map<String, String> fields, IOException e) {
        String stripped = text.stripTrailing();
        boolean comma = stripped.endsWith("},") && !fields.isEmpty();
        return comma
                && e instanceof com.fasterxml.jackson.core.JsonParseException pe
                && pe.getLocation() != null
                && pe.getLocation().getCharOffset() >= stripped.length() - 2L;
    }

    private static void object(JsonParser p, String prefix, int depth, Map<String, String> fields, String text)
            throws IOException {
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix.isEmpty() ? p.currentName() : prefix + p.currentName();
            switch (p.nextToken()) {
                case START_OBJECT -> {
                    if (depth < DEPTH) {
                        object(p, name + ".", depth + 1, fields, text);
                    } else {
                        fields.put(name, structure(p, text));
                    }
                }
                case START_ARRAY -> fields.put(name, structure(p, text));
                case VALUE_NULL -> {}
                default -> fields.put(name, p.getText());
            }
        }
    }

    /** The text of the array or object that starts here. */
    private static String structure(JsonParser p, String text) throws IOException {
        int from = (int) p.currentTokenLocation().getCharOffset();
        p.skipChildren();
        int to = (int) p.currentTokenLocation().getCharOffset() + 1;
        return text.substring(from, Math.min(to, text.length()));
    }
}
