package io.forewarn.server.pages;

import io.forewarn.models.registry.Metric;
import io.forewarn.predictor.Proportion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures, times and names as people read them, the same on every page and in every locale. */
public final class Show {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NOTHING = "–";

    private Show() {}

    /** 12,345. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** "1 event", "1,200 events". */
    public static String count(long n, String one) {
        return count(n) + " " + one + (n == 1 ? "" : "s");
    }

    /** A share in percent: no decimals from 10 % on, one below. */
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return NOTHING;
        }
        double p = 100 * share;
        return String.format(Locale.ROOT, p > 0 && p < 9.95 ? "%.1f %%" : "%.0f %%", p);
    }

    /** A share with its sample size. */
    public static String share(long hits, long n) {
        return n == 0 ? "no data yet" : percent((double) hits / n) + " (n = " + count(n) + ")";
    }

    /** The 95 % interval of a share. */
    public static String interval(Proportion p) {
        return p.n() == 0 ? NOTHING : interval(p.low(), p.high());
    }

    public static String interval(double low, double high) {
        return percent(low) + " to " + percent(high);
    }

    /** A factor with one decimal. */
    public static String once(double factor) {
        return Double.isFinite(factor) ? String.format(Locale.ROOT, "%.1f", factor) : NOTHING;
    }

    /** The last two parts of a path. */
    public static String tail(String path) {
        String[] parts = path.split("/", -1);
        int n = parts.length;
        return n < 3 ? path : parts[n - 2] + "/" + parts[n - 1];
    }

    /** A figure with three decimals. */
    public static String figure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : NOTHING;
    }

    /** A figure with its interval, where it has one. */
    public static String figure(Metric m) {
        String value = figure(m.value());
        return m.low() == m.high() || !Double.isFinite(m.low())
                ? value
                : value + " [" + figure(m.low()) + ", " + figure(m.high()) + "]";
    }

    /** With its sign, as log-odds are shown. */
    public static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value).replace('-', '−');
    }

    /** A length in percent of the whole, for widths and places in drawings. */
    public static String length(double share) {
        double bounded = Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
        return String.format(Locale.ROOT, "%.2f%%", 100 * bounded);
    }

    public static String time(@Nullable Instant at) {
        return at == null ? NOTHING : TIME.format(at);
    }

    /** A time as JSON states it; its seconds are left out. */
    public static String time(String iso) {
        return iso.length() < 16 ? NOTHING : iso.substring(0, 16).replace('T', ' ');
    }

    public static String day(@Nullable Instant at) {
        return time(at).split(" ", 2)[0];
    }

    /** A name of the data as words: {@code did_not} is "did not". */
    public static String words(@Nullable String name) {
        return name == null || name.isEmpty() ? NOTHING : name.replace('_', ' ');
    }

    /** The names of figures. */
    public static String metric(String name) {
        return switch (name) {
            case "auc" -> "AUC";
            case "auc_above_ewma20" -> "AUC above EWMA-20";
            case "average_precision" -> "Average precision";
            case "catch_at_10" -> "Failures caught in the riskiest 10 %";
            case "precision_at_10" -> "Failures among the riskiest 10 %";
            case "brier" -> "Brier score";
            case "ece" -> "Calibration error (ECE)";
            case "ece_by_chance" -> "ECE if each risk were right";
            case "interval_coverage" -> "Intervals that held";
            case "base_rate" -> "Base rate";
            case "macro_f1" -> "Macro-F1";
            case "accuracy" -> "Accuracy";
            default -> words(name);
        };
    }

    /** What a figure would be by chance or at best, in a few words. */
    public static String chance(String name) {
        return switch (name) {
            case "auc" -> "0.5 is chance";
            case "auc_above_ewma20" -> "0 is no better";
            case "average_precision", "precision_at_10" -> "base rate is chance";
            case "catch_at_10" -> "0.1 is chance";
            case "brier", "ece" -> "lower is better";
            case "ece_by_chance" -> "by chance alone";
            case "interval_coverage" -> "0.9 is meant";
            default -> "";
        };
    }
}
