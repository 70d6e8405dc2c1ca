package io.forewarn.features;

import java.util.Arrays;

/** Collects the values of one row. */
final class Sink {
    private final Columns columns;
    private double[] values;

    Sink(Columns columns) {
        this.columns = columns;
        this.values = new double[columns.size()];
        Arrays.fill(values, Double.NaN);
    }

    void put(String name, double value) {
        int i = columns.indexOf(name);
        if (i >= values.length) {
            int old = values.length;
            values = Arrays.copyOf(values, Math.max(i + 1, columns.size()));
            Arrays.fill(values, old, values.length, Double.NaN);
        }
        values[i] = value;
    }

    FeatureRow row() {
        return new FeatureRow(columns, values);
    }
}
