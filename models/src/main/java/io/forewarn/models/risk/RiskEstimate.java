package io.forewarn.models.risk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The risk of one operation.
 *
 * @param risk calibrated probability of failure, 0 to 1
 * @param low lower end of the 90 % interval
 * @param high upper end of the 90 % interval
 * @param baseRate share of operations of this kind that failed in training, drawn towards all kinds
 * @param n how many outcomes the interval rests on
 * @param abstained true where nothing was known to tell this operation from others of its kind; the risk is then the base rate
 * @param why what the estimate rests on, or why it abstained, in words
 * @param contributions by size, largest first; empty when abstained
 * @param score to pass to {@link Recalibrator#observe} once the outcome is known; null when abstained
 */
public record RiskEstimate(
        double risk,
        double low,
        double high,
        double baseRate,
        long n,
        boolean abstained,
        String why,
        List<Contribution> contributions,
        @Nullable Score score) {
    public RiskEstimate {
        if (!(risk >= 0 && risk <= 1 && low <= risk && risk <= high)) {
            throw new IllegalArgumentException("a risk lies between 0 and 1 and inside its interval");
        }
        contributions = List.copyOf(contributions);
    }
}
