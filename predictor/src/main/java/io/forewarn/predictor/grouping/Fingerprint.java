package io.forewarn.predictor.grouping;

/**
 * What makes an event the same as another.
 *
 * @param version of the grouping that made it, e.g. {@code grouping.v1}
 * @param value 32 hexadecimal digits; equal values of one version are one issue
 * @param why why events with this value belong together, in words
 */
public record Fingerprint(String version, String value, String why) {

    /** The issue's id: stable as long as version and value are. */
    public String issueId() {
        return Hash.of(version, value).substring(0, 16);
    }
}
