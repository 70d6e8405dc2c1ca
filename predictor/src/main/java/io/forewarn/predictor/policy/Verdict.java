package io.forewarn.predictor.policy;

import java.util.Locale;

/** What a gate should do. */
public enum Verdict {
    /** Go on. */
    PASS,
    /** Go on, but tell a person first. */
    WARN,
    /** Stop unless a person overrides. */
    FAIL;

    /** Lower-case name as in every output: {@code pass warn fail}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a verdict.
     *
     * @throws IllegalArgumentException naming the words that exist
     */
    public static Verdict from(String word) {
        for (Verdict verdict : values()) {
            if (verdict.text().equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("unknown verdict; use pass, warn or fail");
    }
}
