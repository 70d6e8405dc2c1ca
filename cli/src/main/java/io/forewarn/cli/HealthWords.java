package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Health as people read it. */
final class HealthWords {
    private static final int WIDTH = 100;

    private HealthWords() {}

    static String period(JsonNode period) {
        String now = period.path("now_is").asText();
        return Words.time(period.path("from")) + " to " + Words.time(period.path("until")) + " UTC"
                + (now.equals("newest record") ? " (the newest record stands for now)" : "");
    }

    static String all(JsonNode answer) {
        if (answer.path("components").isEmpty()) {
            return "No component has an event or an operation in this span or the four weeks before. Import some:"
                    + " forewarn import PATH...";
        }
        List<List<String>> rows = new ArrayList<>();
        StringBuilder why = new StringBuilder();
        for (JsonNode h : answer.path("components")) {
            rows.add(List.of(
                    h.path("component").asText(),
                    h.path("score").isNumber() ? h.path("score").asText() : "–",
                    h.path("score").isNumber() ? h.path("level").asText() : "not enough data",
                    share(h.path("errors")),
                    Words.count(h.path("errors").path("n")),
                    share(h.path("operations")),
                    Words.count(h.path("operations").path("n"))));
            if (!h.path("deductions").isEmpty()) {
                why.append("\n\n").append(h.path("component").asText());
                deductions(why, h);
            }
        }
        return "Health, " + period(answer.path("period")) + "\n\n"
                + Words.table(
                        List.of("component", "score", "level", "errors", "n events", "failed", "n operations"), rows)
                + why;
    }

    static String one(JsonNode answer) {
        JsonNode h = answer.path("health");
        StringBuilder text = new StringBuilder(h.path("component").asText())
                .append(", ")
                .append(period(answer.path("period")))
                .append("\n\n");
        if (h.path("score").isNumber()) {
            text.append("  ")
                    .append(h.path("score").asText())
                    .append(" of 100, ")
                    .append(h.path("level").asText());
        } else {
            text.append("  No score: ").append(h.path("note").asText());
        }
        text.append("\n  errors ")
                .append(share(h.path("errors")))
                .append(" of n = ")
                .append(Words.count(h.path("errors").path("n")))
                .append(" events; failed ")
                .append(share(h.path("operations")))
                .append(" of n = ")
                .append(Words.count(h.path("operations").path("n")))
                .append(" operations");
        if (h.path("deductions").isEmpty() && h.path("score").isNumber()) {
            text.append("\n  Nothing takes points off.");
        }
        deductions(text, h);
        for (JsonNode budget : h.path("budgets")) {
            budget(text, budget);
        }
        if (h.path("budgets").isEmpty()) {
            text.append("\n\n  No objective is set, so there is no error budget; forewarn.yaml takes a list 'slo:'.");
        }
        List<List<String>> bursts = new ArrayList<>();
        for (JsonNode burst : h.path("bursts")) {
            if (bursts.size() < 10) {
                bursts.add(List.of(
                        Words.time(burst.path("from")),
                        Words.time(burst.path("until")),
                        Words.count(burst.path("count")),
                        String.format(
                                Locale.ROOT, "%.1f", burst.path("expected").asDouble())));
            }
        }
        if (!bursts.isEmpty()) {
            text.append("\n\n")
                    .append(Words.table(List.of("burst from (UTC)", "until", "errors", "usual busy minute"), bursts));
        }
        return text.toString();
    }

    private static void deductions(StringBuilder text, JsonNode h) {
        for (JsonNode d : h.path("deductions")) {
            text.append('\n')
                    .append(Words.wrap(
                            "−" + d.path("points").asText() + "  "
                                    + d.path("text").asText(),
                            WIDTH,
                            "  "))
                    .append('\n')
                    .append(Words.wrap("→ " + d.path("recommendation").asText(), WIDTH, "      "));
        }
    }

    private static void budget(StringBuilder text, JsonNode budget) {
        JsonNode slo = budget.path("slo");
        text.append(String.format(
                Locale.ROOT,
                "%n%n  Objective: %s of %s are good over %s; %s of n = %s were bad, %s of the budget is left%n",
                percent(slo.path("objective").asDouble()),
                slo.path("of").asText(),
                length(slo.path("window").asDouble()),
                Words.count(budget.path("bad")),
                Words.count(budget.path("n")),
                percent(budget.path("left").asDouble())));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode burn : budget.path("burns")) {
            rows.add(List.of(
                    length(burn.path("long_window").asDouble()) + " / "
                            + length(burn.path("short_window").asDouble()),
                    number(burn.path("long_rate").asDouble()),
                    number(burn.path("short_rate").asDouble()),
                    number(burn.path("threshold").asDouble()),
                    Words.count(burn.path("n")),
                    burn.path("alerts").asBoolean() ? "ALERT" : "ok"));
        }
        text.append(Words.table(
                List.of("windows", "burn rate, long", "burn rate, short", "alerts from", "n", "state"), rows));
    }

    private static String share(JsonNode proportion) {
        return proportion.path("n").asLong() == 0 ? "–" : Words.percent(proportion.path("rate"));
    }

    /** With as many digits as an objective needs. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share).replaceAll("\\.?0+$", "") + " %";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String length(double seconds) {
        long minutes = Math.round(seconds / 60);
        return minutes % 1440 == 0 ? minutes / 1440 + "d" : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
