package io.forewarn.client;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be done.
 *
 * @param kind e.g. {@code deploy}
 * @param component what it is done to, OpenTelemetry's {@code service.name}
 * @param environment e.g. {@code production}, or null
 * @param actor who does it, or null; stored as a pseudonym
 * @param attributes known before the start: numbers, booleans, strings
 */
public record RiskyOperation(
        String kind,
        String component,
        @Nullable String environment,
        @Nullable String actor,
        Map<String, Object> attributes) {
    public RiskyOperation {
        for (Map.Entry<String, Object> e : attributes.entrySet()) {
            Object v = e.getValue();
            if (!(v instanceof Number || v instanceof Boolean || v instanceof String)) {
                throw new IllegalArgumentException(
                        "attribute '" + e.getKey() + "' must be a number, a boolean or a string");
            }
        }
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public static RiskyOperation of(String kind, String component) {
        return new RiskyOperation(kind, component, null, null, Map.of());
    }

    /** The same with one more attribute. */
    public RiskyOperation with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(attributes);
        more.put(name, value);
        return new RiskyOperation(kind, component, environment, actor, more);
    }

    public RiskyOperation in(String environmentName) {
        return new RiskyOperation(kind, component, environmentName, actor, attributes);
    }

    public RiskyOperation by(String who) {
        return new RiskyOperation(kind, component, environment, who, attributes);
    }
}
