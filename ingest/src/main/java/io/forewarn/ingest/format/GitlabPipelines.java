package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pipelines and jobs as the REST API of GitLab gives them ({@code GET /projects/ID/pipelines} and {@code …/jobs}):
 * component is the project, kind {@code pipeline}, or the name of the job.
 */
final class GitlabPipelines {
    private static final Pattern PROJECT = Pattern.compile("^[a-z]+://[^/]+/(.+?)/-/");

    private GitlabPipelines() {}

    static List<ObjectNode> rows(JsonNode document) {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode run : OperationDocument.items(document, "pipelines", "jobs")) {
            rows.add(row(run));
        }
        return rows;
    }

    private static ObjectNode row(JsonNode run) {
        ObjectNode row = OperationDocument.row();
        boolean job = run.has("stage") || run.has("pipeline");
        OperationDocument.put(
                row,
                "id",
                (job ? "gitlab-job-" : "gitlab-pipeline-") + run.path("id").asText());
        OperationDocument.put(row, "kind", job ? run.path("name").asText("job") : "pipeline");
        Matcher m = PROJECT.matcher(run.path("web_url").asText(""));
        String number = OperationDocument.first(
                        run.path("project_id"), run.path("pipeline").path("project_id"))
                .asText("");
        OperationDocument.put(row, "component", m.find() ? m.group(1) : number.isBlank() ? null : "project-" + number);
        OperationDocument.put(row, "environment", run.path("environment").path("name"));
        OperationDocument.put(row, "actor", run.path("user").path("username"));
        OperationDocument.put(row, "at", OperationDocument.first(run.path("started_at"), run.path("created_at")));
        switch (run.path("status").asText("")) {
            case "success" -> row.put("outcome", "succeeded");
            case "failed" -> row.put("outcome", "failed");
            case "canceled", "skipped" -> row.put("outcome", "cancelled");
            default -> {
                // still under way
            }
        }
        if (row.has("outcome")) {
            OperationDocument.put(
                    row, "finished_at", OperationDocument.first(run.path("finished_at"), run.path("updated_at")));
        }
        ObjectNode known = row.putObject("attributes");
        OperationDocument.put(known, "branch", run.path("ref"));
        OperationDocument.put(known, "source", run.path("source"));
        OperationDocument.put(known, "stage", run.path("stage"));
        OperationDocument.put(known, "allow_failure", run.path("allow_failure"));
        OperationDocument.put(known, "message", run.path("commit").path("message"));
        OperationDocument.put(known, "tag", run.path("tag"));
        return row;
    }
}
