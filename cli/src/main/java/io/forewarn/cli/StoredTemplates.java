package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The templates of all imports, or how they changed: CSV, or a JSON line each. */
final class StoredTemplates {
    private static final int PAGE = 10_000;

    private StoredTemplates() {}

    static void show(Gateway gateway, boolean drift, boolean json, Terminal terminal) {
        if (!json) {
            terminal.out()
                    .println(
                            drift
                                    ? "at,change,template_id,template,before"
                                    : "template_id,count,first_seen,last_seen,template");
        }
        String path = drift ? "/api/v1/templates/drift" : "/api/v1/templates";
        String list = drift ? "drift" : "templates";
        int offset = 0;
        while (true) {
            JsonNode rows = gateway.get(path, Map.of("limit", String.valueOf(PAGE), "offset", String.valueOf(offset)))
                    .path(list);
            for (JsonNode row : rows) {
                terminal.out().println(json ? Json.text(row) : drift ? change(row) : template(row));
            }
            if (rows.size() < PAGE) {
                terminal.out().flush();
                return;
            }
            offset += PAGE;
        }
    }

    private static String template(JsonNode row) {
        return String.join(
                ",",
                id(row.path("id")),
                row.path("count").asText(),
                text(row.path("first_seen")),
                text(row.path("last_seen")),
                quoted(row.path("text").asText()));
    }

    private static String change(JsonNode row) {
        List<String> before = new ArrayList<>();
        row.path("before").forEach(t -> before.add(t.asText()));
        return String.join(
                ",",
                text(row.path("at")),
                row.path("change").asText(),
                id(row.path("template_id")),
                quoted(row.path("text").asText()),
                quoted(String.join(" | ", before)));
    }

    /** As {@code forewarn templates FILE} writes ids. */
    private static String id(JsonNode node) {
        return HexFormat.of().toHexDigits(node.asLong());
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
