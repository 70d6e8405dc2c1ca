package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Suggestions as a person reads them. */
final class SuggestionWords {
    private static final int WIDTH = 96;

    private SuggestionWords() {}

    static String of(JsonNode answer) {
        JsonNode list = answer.path("suggestions");
        if (list.isEmpty()) {
            return "Nothing to suggest: neither the catalog nor past repairs fit.";
        }
        StringBuilder text = new StringBuilder(answer.path("about").asText());
        int number = 1;
        for (JsonNode s : list) {
            text.append("\n\n")
                    .append(number++)
                    .append(". ")
                    .append(s.path("title").asText())
                    .append("   [")
                    .append(s.path("source").asText())
                    .append("; ")
                    .append(s.path("standing").asText())
                    .append("]\n   ")
                    .append(s.path("id").asText());
            int step = 1;
            for (JsonNode line : s.path("steps")) {
                text.append('\n').append(Words.wrap((char) ('a' + step++ - 1) + ") " + line.asText(), WIDTH, "   "));
            }
            if (!s.path("check").asText("").isEmpty()) {
                text.append('\n').append(Words.wrap("Check: " + s.path("check").asText(), WIDTH, "   "));
            }
            int cited = 0;
            for (JsonNode evidence : s.path("evidence")) {
                if (cited++ == 3) {
                    break;
                }
                text.append('\n')
                        .append(Words.wrap("Evidence: " + evidence.path("text").asText(), WIDTH, "   "));
            }
        }
        return text.append("\n\nReport how one went: forewarn feedback SUGGESTION worked|did_not|unknown")
                .toString();
    }
}
