package io.forewarn.predictor.suggest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A language model behind an API compatible with OpenAI's chat completions. Nothing is sent anywhere unless it is
 * configured.
 *
 * @param baseUrl up to and including the version, e.g. {@code http://127.0.0.1:11434/v1}
 * @param model its name there
 * @param apiKey null where the endpoint asks for none
 * @param timeout for the whole answer
 */
public record LlmSettings(
        String baseUrl, String model, @Nullable String apiKey, Duration timeout) {
    private static final Set<String> KEYS = Set.of("base-url", "model", "api-key", "timeout-seconds");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public LlmSettings {
        if (!baseUrl.startsWith("http://") && !baseUrl.startsWith("https://")) {
            throw new IllegalArgumentException("llm.base-url must begin with http:// or https://");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("llm.model must not be empty");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("llm.timeout-seconds must be above 0");
        }
    }

    /**
     * Reads the {@code llm} section of the configuration ({@code base-url}, {@code model}, {@code api-key}, {@code
     * timeout-seconds}); the environment's {@code FOREWARN_LLM_BASE_URL}, {@code FOREWARN_LLM_MODEL} and {@code
     * FOREWARN_LLM_API_KEY} go before it. Empty where neither names a base URL.
     *
     * @throws IllegalArgumentException naming the key that is unknown, missing or does not fit
     */
    public static Optional<LlmSettings> from(Map<String, ?> section, Map<String, String> environment) {
        for (String key : section.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "unknown key llm." + key + "; known are " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        String url = value("FOREWARN_LLM_BASE_URL", "base-url", section, environment);
        String model = value("FOREWARN_LLM_MODEL", "model", section, environment);
        if (url == null && model == null) {
            return Optional.empty();
        }
        if (url == null || model == null) {
            throw new IllegalArgumentException("llm needs both base-url and model; "
                    + (url == null ? "llm.base-url" : "llm.model") + " is missing");
        }
        Object seconds = section.get("timeout-seconds");
        if (seconds != null && !(seconds instanceof Number)) {
            throw new IllegalArgumentException("llm.timeout-seconds must be a number");
        }
        Duration timeout =
                seconds instanceof Number number ? Duration.ofMillis((long) (number.doubleValue() * 1000)) : TIMEOUT;
        String key = value("FOREWARN_LLM_API_KEY", "api-key", section, environment);
        return Optional.of(new LlmSettings(url, model, key, timeout));
    }

    private static @Nullable String value(
            String variable, String key, Map<String, ?> section, Map<String, String> environment) {
        String set = environment.get(variable);
        if (set != null && !set.isBlank()) {
            return set;
        }
        Object value = section.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException("llm." + key + " must be text");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LlmSettings[" + baseUrl + ", " + model + "]";
    }
}
