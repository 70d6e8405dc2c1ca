package io.forewarn.models.anomaly;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Teaches {@link SvmBursts} what is usual. */
public final class SvmTrainer {
    static final double NU = 0.01;
    static final double GAMMA = 0.5;
    /** In units of the decision function; chosen on seeds 1 to 5. */
    static final double LIMIT = -0.2;

    private static final int MOST_ROWS = 3000;
    private static final int FEWEST_ROWS = 50;
    private static final int DAYS_BEFORE = 7;

    private final long seed;
    private final Clock clock;
    private final double nu;
    private final double gamma;

    public SvmTrainer(long seed, Clock clock) {
        this(seed, clock, NU, GAMMA);
    }

    SvmTrainer(long seed, Clock clock, double nu, double gamma) {
        this.seed = seed;
        this.clock = clock;
        this.nu = nu;
        this.gamma = gamma;
    }

    /**
     * Trains on busy minutes, of which it takes at most some thousands by chance.
     *
     * @param series by component
     * @throws IllegalArgumentException where fewer than 50 minutes with something in them follow a first week
     */
    public SvmBursts train(List<MinuteCounts> series) {
        List<double[]> rows = new ArrayList<>();
        for (MinuteCounts counts : series) {
            Baseline[] usual = Baseline.of(counts);
            for (int t = DAYS_BEFORE * 1440; t < counts.length(); t++) {
                if (counts.at(t) > 0) {
                    rows.add(BurstFeatures.of(counts, usual[t], t));
                }
            }
        }
        if (rows.size() < FEWEST_ROWS) {
            throw new IllegalArgumentException("only " + rows.size()
                    + " minutes with errors follow the first week of the records and " + FEWEST_ROWS
                    + " are needed: import more logs");
        }
        Collections.shuffle(rows, new Random(seed));
        AnomalyFactory factory = new AnomalyFactory();
        MutableDataset<Event> data = new MutableDataset<>(
                new SimpleDataSourceProvenance(
                        "minutes with errors", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), factory),
                factory);
        for (double[] row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            data.add(BurstFeatures.example(row, AnomalyFactory.EXPECTED_EVENT));
        }
        SVMParameters<Event> parameters =
                new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
        parameters.setNu(nu);
        parameters.setGamma(gamma);
        libsvm.svm.svm_set_print_string_function(line -> {}); // else it prints to standard output
        return new SvmBursts(new LibSVMAnomalyTrainer(parameters, seed).train(data), LIMIT);
    }
}
