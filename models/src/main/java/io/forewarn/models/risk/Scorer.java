package io.forewarn.models.risk;

import java.io.IOException;
import java.nio.file.Path;

/** A fitted model over transformed columns that gives log-odds of failure and says what they are made of. */
sealed interface Scorer permits LogisticScorer, TreeScorer {

    /** Log-odds of a row. */
    double logOdds(double[] x);

    /** Log-odds of many rows. */
    double[] logOdds(double[][] rows);

    /** What each column adds to the log-odds, and last the constant; the sum is {@link #logOdds(double[])}. */
    double[] contributions(double[] x);

    /** Saves; its family reads it back. */
    void write(Path file) throws IOException;
}
