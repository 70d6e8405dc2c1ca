package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds as the remote access API of Jenkins gives them ({@code JOB/api/json?tree=fullName,builds[…]} or {@code
 * JOB/NUMBER/api/json}): component is the job. An unstable build, one with failing tests, failed.
 */
final class JenkinsBuilds {
    private static final Pattern JOB = Pattern.compile("/job/([^/]+)");

    private JenkinsBuilds() {}

    static List<ObjectNode> rows(JsonNode document) {
        List<ObjectNode> rows = new ArrayList<>();
        String job = document.path("fullName").asText(document.path("name").asText(""));
        for (JsonNode build : OperationDocument.items(document, "builds", "allBuilds")) {
            rows.add(row(build, build.has("number") && build.has("result") && document.has("result") ? "" : job));
        }
        return rows;
    }

    private static ObjectNode row(JsonNode build, String parent) {
        ObjectNode row = OperationDocument.row();
        String job = parent.isEmpty() ? job(build) : parent;
        OperationDocument.put(
                row,
                "id",
                "jenkins-" + job + "-"
                        + OperationDocument.first(build.path("number"), build.path("id"))
                                .asText());
        row.put("kind", "build");
        OperationDocument.put(row, "component", job);
        long at = build.path("timestamp").asLong(0);
        if (at > 0) {
            row.put("at", Instant.ofEpochMilli(at).toString());
        }
        boolean building =
                build.path("building").asBoolean(build.path("inProgress").asBoolean(false));
        switch (building ? "" : build.path("result").asText("")) {
            case "SUCCESS" -> row.put("outcome", "succeeded");
            case "FAILURE", "UNSTABLE" -> row.put("outcome", "failed");
            case "ABORTED", "NOT_BUILT" -> row.put("outcome", "cancelled");
            default -> {
                // still under way
            }
        }
        long took = build.path("duration").asLong(0);
        if (row.has("outcome") && at > 0) {
            row.put("finished_at", Instant.ofEpochMilli(at + Math.max(0, took)).toString());
        }
        known(row, build);
        return row;
    }

    private static void known(ObjectNode row, JsonNode build) {
        ObjectNode known = row.putObject("attributes");
        for (JsonNode action : build.path("actions")) {
            for (JsonNode cause : action.path("causes")) {
                OperationDocument.put(known, "cause", cause.path("shortDescription"));
                OperationDocument.put(
                        row, "actor", OperationDocument.first(cause.path("userId"), cause.path("userName")));
            }
            for (JsonNode parameter : action.path("parameters")) {
                OperationDocument.put(
                        known, "parameter." + parameter.path("name").asText(), parameter.path("value"));
            }
        }
        OperationDocument.put(known, "node", build.path("builtOn"));
        List<JsonNode> sets = new ArrayList<>();
        build.path("changeSets").forEach(sets::add);
        if (build.has("changeSet")) {
            sets.add(build.path("changeSet"));
        }
        List<String> messages = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>();
        int changes = 0;
        for (JsonNode set : sets) {
            for (JsonNode item : set.path("items")) {
                changes++;
                messages.add(OperationDocument.first(item.path("msg"), item.path("comment"))
                        .asText(""));
                item.path("affectedPaths").forEach(path -> paths.add(path.asText()));
            }
        }
        if (!sets.isEmpty()) {
            known.put("changes", changes);
        }
        OperationDocument.put(known, "message", String.join("\n", messages));
        if (!paths.isEmpty()) {
            ArrayNode all = known.putArray("paths");
            paths.forEach(all::add);
        }
    }

    private static String job(JsonNode build) {
        Matcher m = JOB.matcher(build.path("url").asText(""));
        List<String> names = new ArrayList<>();
        while (m.find()) {
            names.add(java.net.URLDecoder.decode(m.group(1), java.nio.charset.StandardCharsets.UTF_8));
        }
        String shown = build.path("fullDisplayName").asText("").replaceAll("\\s*#\\d+.*$", "");
        return names.isEmpty() ? (shown.isBlank() ? "job" : shown) : String.join("/", names);
    }
}
