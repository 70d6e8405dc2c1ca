package io.forewarn.client;

import java.util.List;

/**
 * What Forewarn says about an operation before it runs.
 *
 * @param predictionId name of the answer, to cite or to look up
 * @param operationId name under which the outcome is to be reported
 * @param risk calibrated probability of failure, 0 to 1; NaN where the model abstained without a rate
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param baseRate share of failures without looking at this operation
 * @param level {@code low moderate high critical}
 * @param verdict pass, warn or fail
 * @param reasons in words, strongest first
 * @param warnings what to do before going on
 * @param abstained true where the model declined to judge
 */
public record Risk(
        String predictionId,
        String operationId,
        double risk,
        double low,
        double high,
        double baseRate,
        String level,
        Verdict verdict,
        List<String> reasons,
        List<String> warnings,
        boolean abstained) {
    public Risk {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /** What the policy makes of the risk. */
    public enum Verdict {
        PASS,
        WARN,
        FAIL
    }
}
