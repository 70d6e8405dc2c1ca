package io.forewarn.predictor.health;

/**
 * That errors of one component begin soon after those of another, more often than by chance.
 *
 * @param followed how many onsets of {@code then} had one of {@code first} within the lag before
 * @param n onsets of {@code then}
 * @param nFirst onsets of {@code first}
 * @param expected how many would by chance, in the mean over shifted copies
 * @param lift followed over expected
 * @param p share of shifted copies that reach as many, with one added to both counts
 * @param medianMinutes from one to the other
 */
public record Cascade(
        String first,
        String then,
        int followed,
        int n,
        int nFirst,
        double expected,
        double lift,
        double p,
        double medianMinutes) {}
