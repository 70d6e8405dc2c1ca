package io.forewarn.models.evaluation;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** The figures of predictions by component, kind, actor and month, as Tablesaw tables. */
public final class Slices {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST = 50;

    private Slices() {}

    /** A table each for {@code component}, {@code kind}, {@code actor} and {@code month}; the largest 50 slices, by name. */
    public static Map<String, Table> of(List<Prediction> predictions) {
        Map<String, Function<Prediction, String>> cuts = new LinkedHashMap<>();
        cuts.put("component", p -> p.operation().component());
        cuts.put("kind", p -> p.operation().kind());
        cuts.put("actor", p -> String.valueOf(p.operation().actor()));
        cuts.put("month", p -> MONTH.format(p.operation().at()));
        Map<String, Table> tables = new LinkedHashMap<>();
        cuts.forEach((name, cut) -> tables.put(name, table(name, cut, predictions)));
        return tables;
    }

    private static Table table(String name, Function<Prediction, String> cut, List<Prediction> predictions) {
        Map<String, List<Prediction>> slices = new TreeMap<>();
        for (Prediction p : predictions) {
            slices.computeIfAbsent(cut.apply(p), k -> new ArrayList<>()).add(p);
        }
        List<Map.Entry<String, List<Prediction>>> largest = new ArrayList<>(slices.entrySet());
        largest.sort((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()));
        largest = new ArrayList<>(largest.subList(0, Math.min(MOST, largest.size())));
        largest.sort(Map.Entry.comparingByKey());
        StringColumn key = StringColumn.create(name);
        IntColumn n = IntColumn.create("n");
        DoubleColumn rate = DoubleColumn.create("failed");
        DoubleColumn risk = DoubleColumn.create("mean risk");
        DoubleColumn auc = DoubleColumn.create("AUC");
        DoubleColumn rival = DoubleColumn.create("AUC EWMA-20");
        DoubleColumn caught = DoubleColumn.create("catch@10%");
        for (Map.Entry<String, List<Prediction>> slice : largest) {
            List<Prediction> rows = slice.getValue();
            Scores scores =
                    scores(rows, rows.stream().mapToDouble(Prediction::risk).toArray());
            Scores naive =
                    scores(rows, rows.stream().mapToDouble(Prediction::ewma20).toArray());
            int[] once = Scores.once(rows.size());
            key.append(slice.getKey());
            n.append(rows.size());
            rate.append(round(scores.baseRate(once)));
            risk.append(
                    round(rows.stream().mapToDouble(Prediction::risk).average().orElse(Double.NaN)));
            auc.append(round(scores.auc(once)));
            rival.append(round(naive.auc(once)));
            caught.append(round(scores.caught(once, 0.1)[0]));
        }
        return Table.create("by " + name, key, n, rate, risk, auc, rival, caught);
    }

    static Scores scores(List<Prediction> rows, double[] risk) {
        boolean[] failed = new boolean[rows.size()];
        for (int i = 0; i < failed.length; i++) {
            failed[i] = rows.get(i).failed();
        }
        return new Scores(failed, risk);
    }

    private static double round(double value) {
        return Double.isNaN(value) ? value : Math.rint(value * 1000) / 1000;
    }

    /** Writes each table as {@code by-NAME.csv} into a folder. */
    public static void export(Map<String, Table> tables, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Table> table : tables.entrySet()) {
            try (Writer out =
                    Files.newBufferedWriter(folder.resolve("by-" + table.getKey() + ".csv"), StandardCharsets.UTF_8)) {
                table.getValue()
                        .write()
                        .usingOptions(CsvWriteOptions.builder(out).build());
            }
        }
    }
}
