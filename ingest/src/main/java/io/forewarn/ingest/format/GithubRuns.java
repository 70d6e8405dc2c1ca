package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Workflow runs and jobs as the REST API of GitHub Actions gives them ({@code GET
 * /repos/OWNER/REPO/actions/runs} and {@code …/runs/ID/jobs}): kind is the workflow, component the repository.
 */
final class GithubRuns {
    private static final Pattern REPOSITORY =
            Pattern.compile("/repos/([^/]+/[^/]+)|github\\.com/(?!repos/)([^/]+/[^/]+)/");

    private GithubRuns() {}

    static List<ObjectNode> rows(JsonNode document) {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode run : OperationDocument.items(document, "workflow_runs", "jobs")) {
            rows.add(run.has("run_id") ? job(run) : run(run));
        }
        return rows;
    }

    private static ObjectNode run(JsonNode run) {
        ObjectNode row = OperationDocument.row();
        String attempt = run.path("run_attempt").asText("1");
        OperationDocument.put(row, "id", "github-run-" + run.path("id").asText() + "-" + attempt);
        OperationDocument.put(row, "kind", OperationDocument.first(run.path("name"), run.path("path")));
        component(row, run);
        OperationDocument.put(
                row,
                "actor",
                OperationDocument.first(
                        run.path("triggering_actor").path("login"),
                        run.path("actor").path("login")));
        OperationDocument.put(row, "at", OperationDocument.first(run.path("run_started_at"), run.path("created_at")));
        outcome(row, run);
        if (row.has("outcome")) {
            OperationDocument.put(row, "finished_at", run.path("updated_at"));
        }
        ObjectNode known = row.putObject("attributes");
        OperationDocument.put(known, "event", run.path("event"));
        OperationDocument.put(known, "branch", run.path("head_branch"));
        OperationDocument.put(known, "title", run.path("display_title"));
        OperationDocument.put(known, "message", run.path("head_commit").path("message"));
        known.put("attempt", run.path("run_attempt").asInt(1));
        return row;
    }

    private static ObjectNode job(JsonNode job) {
        ObjectNode row = OperationDocument.row();
        OperationDocument.put(row, "id", "github-job-" + job.path("id").asText());
        String workflow = job.path("workflow_name").asText("");
        OperationDocument.put(
                row,
                "kind",
                (workflow.isBlank() ? "" : workflow + " / ") + job.path("name").asText());
        component(row, job);
        OperationDocument.put(row, "at", OperationDocument.first(job.path("started_at"), job.path("created_at")));
        outcome(row, job);
        OperationDocument.put(row, "finished_at", job.path("completed_at"));
        ObjectNode known = row.putObject("attributes");
        OperationDocument.put(known, "branch", job.path("head_branch"));
        known.put("attempt", job.path("run_attempt").asInt(1));
        List<String> labels = new ArrayList<>();
        job.path("labels").forEach(label -> labels.add(label.asText()));
        OperationDocument.put(known, "labels", String.join(" ", labels));
        return row;
    }

    private static void component(ObjectNode row, JsonNode run) {
        JsonNode named = run.path("repository").path("full_name");
        OperationDocument.put(row, "component", named.isTextual() ? named.asText() : repository(run));
    }

    private static @Nullable String repository(JsonNode run) {
        Matcher m = REPOSITORY.matcher(
                OperationDocument.first(run.path("url"), run.path("html_url")).asText(""));
        return m.find() ? m.group(1) == null ? m.group(2) : m.group(1) : null;
    }

    private static void outcome(ObjectNode row, JsonNode run) {
        switch (run.path("conclusion").asText("")) {
            case "success" -> row.put("outcome", "succeeded");
            case "failure", "timed_out", "startup_failure" -> row.put("outcome", "failed");
            case "cancelled", "skipped", "neutral", "stale", "action_required" -> row.put("outcome", "cancelled");
            default -> {
                // still under way
            }
        }
    }
}
