package io.forewarn.predictor.health;

/**
 * A combination in which errors are more frequent than elsewhere.
 *
 * @param release empty where events name none
 * @param lift errors of the class for each event here, against all other events
 * @param n events of this component and release
 */
public record Hotspot(String component, String errorClass, String release, RateRatio lift, long n) {}
