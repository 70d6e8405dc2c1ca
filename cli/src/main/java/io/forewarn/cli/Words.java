package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and tables as people read them. */
final class Words {
    private Words() {}

    /** {@code 31 %}, {@code 4.2 %}, or a dash where there is no number. */
    static String percent(JsonNode share) {
        return share.isNumber() && Double.isFinite(share.asDouble()) ? percent(share.asDouble()) : "–";
    }

    static String percent(double share) {
        double p = 100 * share;
        return p < 9.95 ? String.format(Locale.ROOT, "%.1f %%", p) : String.format(Locale.ROOT, "%.0f %%", p);
    }

    /** {@code .731}: three digits, as figures between 0 and 1 are written in the field. */
    static String figure(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.asDouble()) ? figure(value.asDouble()) : "–";
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** {@code 1,234}. */
    static String count(JsonNode value) {
        return value.isNumber() ? count(value.asLong()) : "–";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 issue}, {@code 2 issues}. */
    static String many(long n, String one) {
        return count(n) + " " + one + (n == 1 ? "" : "s");
    }

    /** {@code 2026-07-01 09:30} in UTC, or a dash. */
    static String time(JsonNode instant) {
        String text = instant.asText("");
        return text.length() >= 16 ? text.substring(0, 16).replace('T', ' ') : "–";
    }

    /** Cut to a width, with an ellipsis. */
    static String cut(String text, int width) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= width ? line : line.substring(0, width - 1) + "…";
    }

    /** Columns padded to their widest cell; numbers (as text) to the right. */
    static String table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        int[] width = new int[head.size()];
        for (List<String> row : all) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < all.size(); r++) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < width.length; i++) {
                String cell = all.get(r).get(i);
                boolean right = isRight(rows, i);
                String pad = " ".repeat(width[i] - cell.length());
                line.append(right ? pad + cell : cell + pad).append("  ");
            }
            text.append(line.toString().stripTrailing());
            if (r + 1 < all.size()) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static boolean isRight(List<List<String>> rows, int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("–|[-+]?[\\d.,]+( %| s)?"));
    }

    /** Text broken at blanks, every line indented. */
    static String wrap(String text, int width, String indent) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
                out.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            if (line.length() > indent.length()) {
                line.append(' ');
            }
            line.append(word);
        }
        return out.append(line).toString();
    }
}
