package io.forewarn.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which span of time is looked at. */
final class SpanOptions {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Begin, e.g. 2026-03-01 or 2026-03-01T12:00:00Z (UTC).")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "End; by default now, or the newest record where that is more than a day old.")
    private @Nullable String until;

    @Option(names = "--window", paramLabel = "LENGTH", description = "Length up to the end, e.g. 90m, 24h, 7d, 4w.")
    private @Nullable String window;

    Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        put(query, "since", since);
        put(query, "until", until);
        put(query, "window", window);
        return query;
    }

    static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    /** An unset variable of a script must not mean all there is. */
    static void notEmpty(String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException(name + " is empty; leave it out, or give a time such as 7d");
        }
    }
}
