package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A prediction as a person reads it. */
final class PredictionWords {
    private static final int WIDTH = 96;
    private static final int REASONS = 5;

    private PredictionWords() {}

    static String of(JsonNode p) {
        StringBuilder text = new StringBuilder();
        text.append(p.path("verdict").asText().toUpperCase(Locale.ROOT))
                .append("  risk ")
                .append(Words.percent(p.path("risk")))
                .append(" (")
                .append(p.path("level").asText())
                .append("; interval ")
                .append(Words.percent(p.path("low")))
                .append(" to ")
                .append(Words.percent(p.path("high")))
                .append("; usual ")
                .append(Words.percent(p.path("base_rate")))
                .append("; from ")
                .append(Words.many(p.path("n").asLong(), "operation"))
                .append(")\n")
                .append(Words.wrap(p.path("summary").asText(), WIDTH, "  "));
        reasons(p.path("reasons"), text);
        list(p.path("warnings"), "Before you go on", "text", "action", text);
        similar(p.path("similar_failures"), text);
        list(p.path("would_lower"), "What would lower it", "text", "", text);
        if (!p.path("unknown_attributes").isEmpty()) {
            text.append("\n\n  Not used, for never seen before: ").append(names(p.path("unknown_attributes")));
        }
        return text.append("\n\n  Report how it went: forewarn outcome ")
                .append(p.path("operation_id").asText())
                .append(" succeeded|failed")
                .toString();
    }

    private static void reasons(JsonNode reasons, StringBuilder text) {
        if (reasons.isEmpty()) {
            return;
        }
        text.append("\n\nWhy");
        int shown = 0;
        for (JsonNode reason : reasons) {
            if (shown++ == REASONS) {
                break;
            }
            text.append('\n')
                    .append(Words.wrap(
                            (reason.path("raises").asBoolean() ? "▲ " : "▽ ")
                                    + reason.path("text").asText(),
                            WIDTH,
                            "  "));
        }
    }

    private static void similar(JsonNode similar, StringBuilder text) {
        if (similar.isEmpty()) {
            return;
        }
        text.append("\n\nSimilar past failures");
        for (JsonNode past : similar) {
            text.append("\n  ")
                    .append(Words.time(past.path("at")))
                    .append("  ")
                    .append(past.path("operation_id").asText())
                    .append("  ")
                    .append(past.path("kind").asText())
                    .append(" of ")
                    .append(past.path("component").asText())
                    .append('\n')
                    .append(Words.wrap(past.path("fix").asText(), WIDTH, "      "));
        }
    }

    private static void list(JsonNode items, String head, String first, String second, StringBuilder text) {
        if (items.isEmpty()) {
            return;
        }
        text.append("\n\n").append(head);
        for (JsonNode item : items) {
            text.append('\n').append(Words.wrap("• " + item.path(first).asText(), WIDTH, "  "));
            String more = item.path(second).asText("");
            if (!more.isEmpty()) {
                text.append('\n').append(Words.wrap("→ " + more, WIDTH, "    "));
            }
        }
    }

    private static String names(JsonNode list) {
        StringBuilder names = new StringBuilder();
        list.forEach(name -> names.append(names.isEmpty() ? "" : ", ").append(name.asText()));
        return names.toString();
    }
}
