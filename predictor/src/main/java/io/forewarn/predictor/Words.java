package io.forewarn.predictor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Numbers, times and kinds as people read them; the same on every machine. */
public final class Words {
    private Words() {}

    /** A share in whole percent, with one digit below 1 %: {@code 41 %}, {@code 0.4 %}. */
    public static String percent(double share) {
        double percent = 100 * share;
        String number = percent > 0 && percent < 0.95
                ? String.format(Locale.ROOT, "%.1f", percent)
                : Long.toString(Math.round(percent));
        return number + " %";
    }

    /** At most three significant digits below 1,000, whole numbers above; no exponent, no trailing zeros. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = Math.abs(value) >= 1000
                ? exact.setScale(0, RoundingMode.HALF_EVEN)
                : exact.round(new MathContext(3, RoundingMode.HALF_EVEN));
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** A kind of operation as people say it: {@code bulk_load} as {@code bulk load}. */
    public static String kind(String kind) {
        return kind.replace('_', ' ').replace('-', ' ').strip();
    }

    /** {@code bulk-load} as {@code bulk loads}, {@code batch} as {@code batches}. */
    public static String plural(String one) {
        String kind = kind(one);
        String lower = kind.toLowerCase(Locale.ROOT);
        if (lower.endsWith("s") || lower.endsWith("x") || lower.endsWith("ch") || lower.endsWith("sh")) {
            return kind + "es";
        }
        boolean consonantY =
                lower.length() > 1 && lower.endsWith("y") && "aeiou".indexOf(lower.charAt(lower.length() - 2)) < 0;
        return consonantY ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
    }

    /** {@code 1 bulk load}, {@code 3 bulk loads}. */
    public static String count(long n, String kind) {
        return n + " " + (n == 1 ? kind(kind) : plural(kind));
    }

    /** The day in UTC, {@code 2026-03-02}. */
    public static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** A length of time in its one largest useful unit: {@code 40 minutes}, {@code 3 hours}, {@code 12 days}. */
    public static String span(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes < 120) {
            return count(minutes, "minute");
        }
        return minutes < 48 * 60 ? count(minutes / 60, "hour") : count(minutes / (24 * 60), "day");
    }

    /** At most {@code limit} characters of one line. */
    public static String cut(String text, int limit) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= limit ? line : line.substring(0, limit - 1) + "…";
    }
}
