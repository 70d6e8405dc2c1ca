package io.forewarn.features;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was known about one operation when it began: a value per column, NaN where a column says nothing. */
public final class FeatureRow {
    private final Columns columns;
    private final double[] values;

    FeatureRow(Columns columns, double[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** A row with exactly these values, for looking again at what was looked at before. */
    public static FeatureRow of(Map<String, Double> present) {
        Columns columns = new Columns();
        double[] values = new double[present.size()];
        present.forEach((name, value) -> values[columns.indexOf(name)] = value);
        return new FeatureRow(columns, values);
    }

    /** The columns that this row and its siblings of the same history share. */
    public Columns columns() {
        return columns;
    }

    /** Value of the column at a place; NaN where the row has none, also for columns that appeared later. */
    public double value(int column) {
        return column >= 0 && column < values.length ? values[column] : Double.NaN;
    }

    /** Value of the named column, NaN where the row has none. */
    public double value(String name) {
        return value(columns.find(name));
    }

    /** The values that are there, by name, in column order. */
    public Map<String, Double> present() {
        Map<String, Double> present = new LinkedHashMap<>();
        var names = columns.names();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                present.put(names.get(i), values[i]);
            }
        }
        return present;
    }
}
