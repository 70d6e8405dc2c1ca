package io.forewarn.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often operations fail in general, over several half-lives: what every other rate is compared with. */
final class Base {
    /** 6 hours, 3, 30 and 180 days, and the long run. */
    static final double[] HALF_LIVES = {0.25, 3, 30, 180, 1800};

    static final int HOURS = 0;
    static final int DAYS = 1;
    static final int MONTH = 2;
    static final int HALF_YEAR = 3;
    static final int LONG = 4;

    private static final long ALL = Key.of("all");
    private final DecayedRates rates = new DecayedRates(2, HALF_LIVES);

    void learn(Lesson lesson) {
        rates.add(ALL, lesson);
    }

    /** Failure rate over a half-life, drawn towards that of the next longer one; 0.2 before anything is known. */
    double rate(int halfLife, long at) {
        double rate = 0.2;
        for (int h = LONG; h >= halfLife; h--) {
            rate = rates.rate(ALL, h, at, rate);
        }
        return rate;
    }

    double logOdds(int halfLife, long at) {
        return logit(rate(halfLife, at));
    }

    double seen(int halfLife, long at) {
        return rates.seen(ALL, halfLife, at);
    }

    static double logit(double p) {
        double q = Math.min(1 - 1e-4, Math.max(1e-4, p));
        return Math.log(q / (1 - q));
    }

    void write(DataOutput out) throws IOException {
        rates.write(out);
    }

    void read(DataInput in) throws IOException {
        rates.read(in);
    }
}
