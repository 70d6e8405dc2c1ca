package io.forewarn.server.home;

import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.format.UserFormat;
import io.forewarn.ingest.scrub.ScrubRules;
import java.util.List;

/**
 * The user's own rules in {@code forewarn.yaml}, checked.
 *
 * @param scrub the {@code scrub} section: extra patterns, values to leave, detectors off
 * @param formats the {@code formats} section: formats described by an expression
 * @param operations the {@code operations} section: what logs say of operations
 */
public record Rules(ScrubRules scrub, List<UserFormat> formats, OperationRules operations) {
    public Rules {
        formats = List.copyOf(formats);
    }

    /** No rule of the user's own. */
    public static Rules none() {
        return new Rules(ScrubRules.none(), List.of(), OperationRules.none());
    }
}
