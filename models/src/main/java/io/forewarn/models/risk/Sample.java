package io.forewarn.models.risk;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Transformed rows in time order, NaN where missing, with the probability that each failed and its weight.
 *
 * @param x a row per operation, a value per column
 * @param failure label per row, between 0 and 1
 * @param weight per row
 */
@SuppressWarnings("ArrayRecordComponent")
record Sample(double[][] x, double[] failure, double[] weight) {
    static final Label FAILED = new Label("failed");
    static final Label SUCCEEDED = new Label("succeeded");

    int size() {
        return x.length;
    }

    Sample slice(int from, int to) {
        return new Sample(
                Arrays.copyOfRange(x, from, to),
                Arrays.copyOfRange(failure, from, to),
                Arrays.copyOfRange(weight, from, to));
    }

    /** Fixed-width names keep the columns in their order, which Tribuo sorts by name. */
    static String[] names(int columns) {
        String[] names = new String[columns];
        for (int i = 0; i < columns; i++) {
            names[i] = String.format(Locale.ROOT, "c%04d", i);
        }
        return names;
    }

    /** As Tribuo's data set; an uncertain row becomes a failure and a success that share its weight. */
    MutableDataset<Label> dataset(OffsetDateTime at) {
        String[] names = names(x[0].length);
        var source = new SimpleDataSourceProvenance(
                "operations", at.withOffsetSameInstant(ZoneOffset.UTC), new LabelFactory());
        MutableDataset<Label> dataset = new MutableDataset<>(source, new LabelFactory());
        for (int i = 0; i < x.length; i++) {
            if (failure[i] > 0) {
                dataset.add(example(x[i], names, FAILED, weight[i] * failure[i]));
            }
            if (failure[i] < 1) {
                dataset.add(example(x[i], names, SUCCEEDED, weight[i] * (1 - failure[i])));
            }
        }
        return dataset;
    }

    private static ArrayExample<Label> example(double[] x, String[] names, Label label, double weight) {
        String[] present = new String[x.length];
        double[] values = new double[x.length];
        int n = 0;
        for (int c = 0; c < x.length; c++) {
            if (!Double.isNaN(x[c])) {
                present[n] = names[c];
                values[n++] = x[c];
            }
        }
        ArrayExample<Label> example = new ArrayExample<>(label, Arrays.copyOf(present, n), Arrays.copyOf(values, n));
        example.setWeight((float) weight);
        return example;
    }
}
