package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What an import did, as a person reads it. */
final class ImportWords {
    private ImportWords() {}

    static String of(JsonNode s) {
        StringBuilder text = new StringBuilder();
        int files = s.path("files").asInt();
        text.append(Words.many(files, "file")).append(" read");
        if (s.path("skipped").asInt() > 0) {
            text.append(", ").append(Words.count(s.path("skipped"))).append(" skipped (imported before)");
        }
        if (s.path("failed").asInt() > 0) {
            text.append(", ")
                    .append(Words.count(s.path("failed")))
                    .append(" not read to the end (what came before is kept)");
        }
        text.append(": ")
                .append(Words.count(s.path("lines")))
                .append(" lines, ")
                .append(Words.count(s.path("records")))
                .append(" records, ")
                .append(Words.count(s.path("stored")))
                .append(" stored in ")
                .append(Words.figure(s.path("seconds")))
                .append(" s");
        counts(s.path("rejected"), "\n  rejected:  ", text);
        for (JsonNode reject : s.path("first_rejects")) {
            text.append("\n             ")
                    .append(reject.path("place").asText())
                    .append(": ")
                    .append(reject.path("reason").asText());
        }
        counts(s.path("redactions"), "\n  scrubbed:  ", text);
        if (!s.path("left_out").isEmpty()) {
            text.append("\n  left out (known only afterwards): ");
            s.path("left_out").forEach(name -> text.append(name.asText()).append(' '));
        }
        if (s.path("operations").asLong() > 0) {
            text.append("\n  operations: ")
                    .append(Words.count(s.path("operations")))
                    .append(" told of in the logs");
        }
        JsonNode grouped = s.path("issues");
        if (grouped.isObject() && grouped.path("events").asLong() > 0) {
            text.append("\n  issues:    ")
                    .append(Words.count(grouped.path("events")))
                    .append(" error events; ")
                    .append(Words.count(grouped.path("opened")))
                    .append(" new issues, ")
                    .append(Words.count(grouped.path("grown")))
                    .append(" known ones grew");
        }
        return text.toString();
    }

    private static void counts(JsonNode map, String head, StringBuilder text) {
        if (map.isEmpty()) {
            return;
        }
        text.append(head);
        boolean first = true;
        for (var entry : map.properties()) {
            text.append(first ? "" : ", ").append(entry.getKey()).append(' ').append(Words.count(entry.getValue()));
            first = false;
        }
    }
}
