package io.forewarn.models.risk;

/** A fitted model over transformed columns that gives log-odds of failure and says what they are made of. */
sealed interface Scorer permits LinearScorer, TreeScorer {

    /** Log-odds of a row. */
    double logOdds(double[] x);

    /** Log-odds of many rows. */
    double[] logOdds(double[][] rows);

    /** What each column adds to the log-odds, and last the constant; the sum is {@link #logOdds(double[])}. */
    double[] contributions(double[] x);

    /** Tribuo's model, for saving. */
    org.tribuo.Model<org.tribuo.classification.Label> model();
}
