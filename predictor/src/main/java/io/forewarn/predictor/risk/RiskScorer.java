package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trained model together with the history it looks at. Asking changes nothing. */
public interface RiskScorer {

    /** The estimate for an operation that has not run. */
    Score score(Operation operation);

    /** The risk of {@link #score} alone, for comparing what would be; the same but for the rounding of sums. */
    default double risk(Operation operation) {
        return score(operation).risk();
    }

    /** Which model this is, e.g. {@code risk-20260701-1}. */
    String version();

    /**
     * An estimate.
     *
     * @param risk calibrated probability of failure
     * @param low lower end of its interval
     * @param high upper end
     * @param baseRate share of failures among comparable operations
     * @param n operations it rests on
     * @param abstained true where too little is known to answer
     * @param why why it abstained, in words
     * @param factors exact contributions of all features
     * @param basis all that the estimate was made from; null where no model was asked
     */
    record Score(
            double risk,
            double low,
            double high,
            double baseRate,
            long n,
            boolean abstained,
            @Nullable String why,
            List<Prediction.Factor> factors,
            @Nullable Basis basis) {
        public Score {
            factors = List.copyOf(factors);
        }

        /** An estimate that no one will want to make again. */
        public Score(
                double risk,
                double low,
                double high,
                double baseRate,
                long n,
                boolean abstained,
                @Nullable String why,
                List<Prediction.Factor> factors) {
            this(risk, low, high, baseRate, n, abstained, why, factors, null);
        }
    }
}
