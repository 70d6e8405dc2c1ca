package io.forewarn.models.risk;

import io.forewarn.features.Feature;
import io.forewarn.features.FeatureRow;
import io.forewarn.features.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns as models want them: clipped to the 1st and 99th percentile, the skewed ones by their logarithm, centred and
 * scaled. What is small in a skewed attribute is told by its own small values, so that products and quotients of amounts
 * are sums and differences, whatever their units (lines, or lines per line of the file). Columns that hardly vary are left
 * out, and so are numeric attributes that mostly tell the date (the size of a code base): where time explains more than
 * {@value #DATED} of the variance.
 */
record Transform(List<Column> columns) {
    private static final double DATED = 0.3;
    /** A column that spans at most so many units is left as it is. */
    private static final double WIDE = 20;

    /** The beginning of the columns whose unit only the sender knows; all others come in a fitting one. */
    private static final String GIVEN = "attribute.";

    private static final int BLOCKS = 20;

    /**
     * One column.
     *
     * @param name of the feature
     * @param low 1st percentile
     * @param high 99th percentile
     * @param unit of which the logarithm is taken after clipping, as log(1 + value / unit); 0 where none is
     * @param mean of the values so far
     * @param scale their standard deviation
     */
    record Column(String name, double low, double high, double unit, double mean, double scale) {
        double apply(double value) {
            return (bend(Math.max(low, Math.min(high, value)), unit) - mean) / scale;
        }

        private static double bend(double value, double unit) {
            return unit > 0 ? Math.signum(value) * Math.log1p(Math.abs(value) / unit) : value;
        }
    }

    Transform {
        columns = List.copyOf(columns);
    }

    /** The same without the columns that begin so. */
    Transform without(String prefix) {
        return new Transform(
                columns.stream().filter(c -> !c.name().startsWith(prefix)).toList());
    }

    /** Whether there is a column that begins so. */
    boolean looksAt(String prefix) {
        return columns.stream().anyMatch(c -> c.name().startsWith(prefix));
    }

    /** Fits on rows in time order. */
    static Transform fit(List<FeatureRow> rows) {
        List<String> names = rows.get(rows.size() - 1).columns().names();
        List<Column> kept = new ArrayList<>();
        double[] values = new double[rows.size()];
        int[] blocks = new int[rows.size()];
        for (int c = 0; c < names.size(); c++) {
            int n = 0;
            for (int i = 0; i < rows.size(); i++) {
                double value = rows.get(i).value(c);
                if (!Double.isNaN(value)) {
                    values[n] = value;
                    blocks[n++] = (int) ((long) i * BLOCKS / rows.size());
                }
            }
            if (n >= 20) {
                Column column = fit(names.get(c), Arrays.copyOf(values, n));
                if (column != null && !(mayBeDated(names.get(c)) && dated(column, values, blocks, n))) {
                    kept.add(column);
                }
            }
        }
        return new Transform(kept);
    }

    private static @org.jspecify.annotations.Nullable Column fit(String name, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double low = sorted[(int) (0.01 * (n - 1))];
        double high = sorted[(int) Math.ceil(0.99 * (n - 1))];
        if (!(high > low)) {
            low = sorted[0];
            high = sorted[n - 1];
        }
        double unit = name.startsWith(GIVEN) && low >= 0 ? least(sorted) : 1;
        unit = skewed(sorted) && (high - low) / unit > WIDE ? unit : 0;
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            double x = Column.bend(Math.max(low, Math.min(high, value)), unit);
            sum += x;
            squares += x * x;
        }
        double mean = sum / n;
        double variance = squares / n - mean * mean;
        return variance > 1e-9 * (1 + mean * mean)
                ? new Column(name, low, high, unit, mean, Math.sqrt(variance))
                : null;
    }

    /** The lower tenth of the values above 0, at most 1. */
    private static double least(double[] sorted) {
        int first = 0;
        while (first < sorted.length - 1 && sorted[first] <= 0) {
            first++;
        }
        return Math.min(1, Math.max(Double.MIN_NORMAL, sorted[first + (sorted.length - 1 - first) / 10]));
    }

    private static boolean skewed(double[] sorted) {
        int n = sorted.length;
        double median = sorted[n / 2];
        double up = sorted[(int) (0.95 * (n - 1))] - median;
        double down = median - sorted[(int) (0.05 * (n - 1))];
        return up > 3 * Math.max(down, 1e-9);
    }

    /** Rates and averages of outcomes follow the times on purpose. */
    private static boolean mayBeDated(String name) {
        return Features.of(name).known() != Feature.Known.FROM_KNOWN_OUTCOMES;
    }

    /** Whether the variance between blocks of time is most of the whole variance. */
    private static boolean dated(Column column, double[] values, int[] blocks, int n) {
        double[] sums = new double[BLOCKS];
        double[] counts = new double[BLOCKS];
        double total = 0;
        for (int i = 0; i < n; i++) {
            double x = column.apply(values[i]);
            sums[blocks[i]] += x;
            counts[blocks[i]]++;
            total += x * x;
        }
        double between = 0;
        for (int b = 0; b < BLOCKS; b++) {
            between += counts[b] == 0 ? 0 : sums[b] * sums[b] / counts[b];
        }
        return total > 0 && between / total > DATED;
    }

    /** Places of the columns in a row, for {@link #apply(FeatureRow, int[])}. */
    int[] places(FeatureRow row) {
        return columns.stream().mapToInt(c -> row.columns().find(c.name())).toArray();
    }

    /** All rows of one history. */
    double[][] all(List<FeatureRow> rows) {
        int[] places = places(rows.get(rows.size() - 1));
        double[][] x = new double[rows.size()][];
        for (int i = 0; i < x.length; i++) {
            x[i] = apply(rows.get(i), places);
        }
        return x;
    }

    double[] apply(FeatureRow row) {
        return apply(row, places(row));
    }

    /** A value per column, NaN where the row has none. */
    double[] apply(FeatureRow row, int[] places) {
        double[] x = new double[places.length];
        for (int i = 0; i < x.length; i++) {
            double value = row.value(places[i]);
            x[i] = Double.isNaN(value) ? Double.NaN : columns.get(i).apply(value);
        }
        return x;
    }
}
