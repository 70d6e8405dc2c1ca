package io.forewarn.ingest.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what events can be counted. */
public enum RateDimension {
    COMPONENT("r.component"),
    /** The class that the event's issue has now. */
    ERROR_CLASS("i.error_class"),
    ISSUE("r.issue_id"),
    /** The number of the severity, as {@link io.forewarn.ingest.event.Severity#number}. */
    SEVERITY("CAST(r.severity AS VARCHAR)"),
    RELEASE("r.release"),
    ENVIRONMENT("r.environment");

    private final String column;

    RateDimension(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The dimension of a name.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static RateDimension from(String text) {
        for (RateDimension dimension : values()) {
            if (dimension.text().equals(text)) {
                return dimension;
            }
        }
        throw new IllegalArgumentException("events are counted by "
                + Arrays.stream(values()).map(RateDimension::text).collect(Collectors.joining(", ")));
    }
}
