package io.forewarn.predictor.risk;

import io.forewarn.predictor.Words;
import io.forewarn.predictor.risk.Prediction.Factor;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the logs of the component said just before, in words; from the values that the model saw, which are logarithms of
 * counts.
 *
 * @param hour errors of the last hour; NaN where the model was told nothing
 * @param day errors of the last 24 hours
 * @param unusual the hour's errors against what is usual, in standard deviations
 */
record LogFacts(String component, double hour, double day, double unusual) {

    static LogFacts of(String component, List<Factor> factors) {
        return new LogFacts(
                component,
                Math.rint(Math.expm1(value(factors, "logs.errors.1h"))),
                Math.rint(Math.expm1(value(factors, "logs.errors.1d"))),
                value(factors, "logs.errors.unusual"));
    }

    private static double value(List<Factor> factors, String feature) {
        return factors.stream()
                .filter(f -> f.feature().equals(feature))
                .mapToDouble(Factor::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    Stream<Fact> all() {
        if (hour > 0) {
            return Stream.of(new Fact(
                    errors(hour) + " in the logs of " + component + " in the last hour", unusual > 1 ? unusual : 1));
        }
        if (day > 0) {
            boolean calm = hour == 0;
            return Stream.of(
                    new Fact(errors(day) + " in the logs of " + component + " in the last day", 1),
                    new Fact("no error in the logs of " + component + " in the last hour", calm ? -1 : 0));
        }
        return day == 0
                ? Stream.of(new Fact("no error in the logs of " + component + " in the last day", -1))
                : Stream.of();
    }

    private static String errors(double n) {
        return Words.count((long) n, "error");
    }
}
