package io.forewarn.features;

/**
 * Log events of one component before a moment.
 *
 * @param hour events of the last hour
 * @param hourErrors of them, errors
 * @param day events of the last 24 hours
 * @param dayErrors of them, errors
 * @param usual events in an hour, mean of the 14 days before the last hour
 * @param usualErrors of them, errors
 * @param sinceError hours since the last error; NaN where there was none in 30 days
 * @param othersErrors errors of all other components in the last hour
 * @param hourNew shapes of lines that it logged for the first time in the last hour; NaN where it was first heard of less
 *     than 7 days before, for then all is new
 * @param dayNew the same of the last 24 hours
 */
public record LogWindow(
        double hour,
        double hourErrors,
        double day,
        double dayErrors,
        double usual,
        double usualErrors,
        double sinceError,
        double othersErrors,
        double hourNew,
        double dayNew) {}
