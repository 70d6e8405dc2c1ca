package io.forewarn.predictor.policy;

/**
 * What the policy says about one risk.
 *
 * @param warnAt probability from which this operation would be warned about
 * @param failAt probability from which it would be stopped
 */
public record Ruling(Level level, Verdict verdict, double warnAt, double failAt) {}
