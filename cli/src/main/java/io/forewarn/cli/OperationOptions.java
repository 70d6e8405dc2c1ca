package io.forewarn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that describe an operation: what {@code predict} asks about and {@code guard} runs. */
final class OperationOptions {
    @Option(names = "--id", paramLabel = "ID", description = "Your own name for it; one is made where it is missing.")
    private @Nullable String id;

    @Option(names = "--kind", paramLabel = "KIND", description = "What is done, e.g. deploy, schema-migration.")
    private @Nullable String kind;

    @Option(names = "--component", paramLabel = "NAME", description = "What it is done to: the service's name.")
    private @Nullable String component;

    @Option(names = "--environment", paramLabel = "NAME", description = "E.g. production.")
    private @Nullable String environment;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who does it; stored as a pseudonym.")
    private @Nullable String actor;

    @Option(names = "--at", paramLabel = "TIME", description = "When it starts, ISO-8601; now where it is missing.")
    private @Nullable String at;

    @Option(
            names = {"-a", "--attribute"},
            paramLabel = "NAME=VALUE",
            description = "Known before the start, e.g. -a batch_rows=50000 -a online=true; repeatable.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    boolean isEmpty() {
        return kind == null && component == null && attributes.isEmpty();
    }

    /** The question as {@code POST /predict} takes it. */
    ObjectNode question() {
        ObjectNode question = Json.mapper().createObjectNode();
        put(question, "id", id);
        put(question, "kind", kind);
        put(question, "component", component);
        put(question, "environment", environment);
        put(question, "actor", actor);
        put(question, "at", at);
        ObjectNode known = question.putObject("attributes");
        attributes.forEach((name, value) -> {
            if (value.equals("true") || value.equals("false")) {
                known.put(name, Boolean.parseBoolean(value));
            } else if (value.matches("[-+]?\\d{1,17}(\\.\\d{1,17})?([eE][-+]?\\d{1,3})?")) {
                known.put(name, Double.parseDouble(value));
            } else {
                known.put(name, value);
            }
        });
        return question;
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
