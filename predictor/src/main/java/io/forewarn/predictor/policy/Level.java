package io.forewarn.predictor.policy;

import java.util.Locale;

/** A risk in a word: low and moderate pass, high warns, critical stops. */
public enum Level {
    LOW,
    MODERATE,
    HIGH,
    CRITICAL;

    /** Lower-case name as in every output: {@code low moderate high critical}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
