package io.forewarn.features;

/**
 * One column of a {@link FeatureRow}, as people read it.
 *
 * @param name unique; a name with {@code <attribute>} stands for one column per attribute of the operations
 * @param unit what one step of the value means, e.g. {@code log-odds}, {@code hours (log)}
 * @param known when the value is known
 * @param description what a high value says, in a sentence
 */
public record Feature(String name, String unit, Known known, String description) {

    /** What a value depends on; nothing depends on the operation's own outcome. */
    public enum Known {
        /** On the operation's own description and its time. */
        FROM_THE_REQUEST,
        /** On operations that began before, whether or not they have ended. */
        FROM_EARLIER_OPERATIONS,
        /** On log events of the minutes before. */
        FROM_EARLIER_LOGS,
        /** On outcomes that were known at that time. */
        FROM_KNOWN_OUTCOMES
    }

    static Feature request(String name, String unit, String description) {
        return new Feature(name, unit, Known.FROM_THE_REQUEST, description);
    }

    static Feature earlier(String name, String unit, String description) {
        return new Feature(name, unit, Known.FROM_EARLIER_OPERATIONS, description);
    }

    static Feature logs(String name, String unit, String description) {
        return new Feature(name, unit, Known.FROM_EARLIER_LOGS, description);
    }

    static Feature outcomes(String name, String unit, String description) {
        return new Feature(name, unit, Known.FROM_KNOWN_OUTCOMES, description);
    }
}
