package io.forewarn.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Severity;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.policy.Level;
import io.forewarn.predictor.policy.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** JSON as every answer of the product speaks it: snake_case, ISO-8601 UTC instants, words in lower case. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(words())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(Severity.class, word(Severity::text));
        module.addSerializer(Outcome.class, word(Outcome::text));
        module.addSerializer(Level.class, word(level -> level.name().toLowerCase(Locale.ROOT)));
        module.addSerializer(Verdict.class, word(verdict -> verdict.name().toLowerCase(Locale.ROOT)));
        module.addSerializer(Proportion.class, share());
        module.addSerializer(Path.class, new ToStringSerializer(Path.class));
        return module;
    }

    /** A share never travels without its n and interval; null where nothing was counted. */
    private static JsonSerializer<Proportion> share() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(Proportion p, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeStartObject();
                out.writeNumberField("hits", p.hits());
                out.writeNumberField("n", p.n());
                if (p.n() > 0) {
                    out.writeNumberField("rate", p.rate());
                    out.writeNumberField("low", p.low());
                    out.writeNumberField("high", p.high());
                }
                out.writeEndObject();
            }
        };
    }

    private static <T> JsonSerializer<T> word(Function<T, String> text) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(text.apply(value));
            }
        };
    }

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is not JSON", e);
        }
    }

    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is not JSON", e);
        }
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException where it is not JSON, with line and column but never its text
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new IllegalArgumentException("the request is empty; send a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + "; check quotes, commas and brackets there");
        }
    }
}
