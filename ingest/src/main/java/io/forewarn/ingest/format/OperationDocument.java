package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A shape in which a build service tells of its runs; to add one is a constant with its class. */
enum OperationDocument {
    /** REST API of GitHub Actions: workflow runs and jobs. */
    GITHUB(Pattern.compile("\"(workflow_runs|workflow_id|run_attempt|runner_group_name)\"\\s*:")) {
        @Override
        List<ObjectNode> rows(JsonNode document) {
            return GithubRuns.rows(document);
        }
    },
    /** Remote access API of Jenkins: a job with its builds, or builds. */
    JENKINS(Pattern.compile("\"_class\"\\s*:\\s*\"(hudson|org\\.jenkinsci|com\\.cloudbees)|\"building\"\\s*:")) {
        @Override
        List<ObjectNode> rows(JsonNode document) {
            return JenkinsBuilds.rows(document);
        }
    },
    /** REST API of GitLab: pipelines and jobs. */
    GITLAB(Pattern.compile("\"web_url\"\\s*:\\s*\"[^\"]*/-/(pipelines|jobs)/|\"allow_failure\"\\s*:")) {
        @Override
        List<ObjectNode> rows(JsonNode document) {
            return GitlabPipelines.rows(document);
        }
    };

    private final Pattern sign;

    OperationDocument(Pattern sign) {
        this.sign = sign;
    }

    /** Rows with our own field names; a run that cannot be understood is left to the reader to refuse. */
    abstract List<ObjectNode> rows(JsonNode document);

    /** The shape of a text that begins like this; empty for rows of our own. */
    static Optional<OperationDocument> of(String head) {
        for (OperationDocument each : values()) {
            if (each.sign.matcher(head).find()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The items of a list below one of the names, of the document itself where it is a list, or the document alone. */
    static List<JsonNode> items(JsonNode document, String... names) {
        for (String name : names) {
            if (document.path(name).isArray()) {
                return list(document.path(name));
            }
        }
        return document.isArray() ? list(document) : List.of(document);
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Sets a field unless there is nothing to set. */
    static void put(ObjectNode row, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull() && !value.asText("x").isBlank()) {
            row.set(name, value);
        }
    }

    static void put(ObjectNode row, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            row.put(name, value);
        }
    }

    /** The first of the values that is there. */
    static JsonNode first(JsonNode... values) {
        for (JsonNode value : values) {
            if (!value.isMissingNode() && !value.isNull() && !value.asText("x").isBlank()) {
                return value;
            }
        }
        return values[values.length - 1];
    }
}
