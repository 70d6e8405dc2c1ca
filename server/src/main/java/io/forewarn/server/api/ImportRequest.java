package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.Window;
import io.forewarn.ingest.git.GitOptions;
import io.forewarn.server.work.Imports;
import io.forewarn.server.work.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a request says about importing files of this machine. */
final class ImportRequest {
    private ImportRequest() {}

    static Object run(Workbench bench, Call call) throws Exception {
        if (!call.trusted()) {
            throw new IllegalArgumentException(
                    "files are named only by who can read the home folder: use 'forewarn import',"
                            + " or send log lines to " + Uploads.LOGS);
        }
        List<Path> paths = new ArrayList<>();
        call.body().path("paths").forEach(path -> paths.add(Path.of(path.asText())));
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("'paths' is missing; send a list of files");
        }
        return switch (call.required("kind")) {
            case "logs" ->
                bench.imports()
                        .logs(
                                paths,
                                new Imports.Wanted(
                                        call.text("format").orElse(null),
                                        call.text("component").orElse(null),
                                        call.text("since").orElse(null),
                                        call.text("until").orElse(null)));
            case "operations" ->
                bench.imports()
                        .operations(
                                paths.get(0),
                                map(call.body().path("map")),
                                call.text("mapping").orElse(null),
                                call.text("save_mapping").orElse(null),
                                call.text("format").orElse(null));
            case "repairs" -> bench.imports().repairs(paths.get(0));
            case "git" -> bench.imports().git(paths.get(0), history(bench, call));
            case "outputs" -> bench.imports().outputs(paths.get(0));
            default -> throw new IllegalArgumentException("'kind' must be logs, operations, repairs, outputs or git");
        };
    }

    private static GitOptions history(Workbench bench, Call call) {
        return new GitOptions(
                call.text("revision").orElse(null),
                Window.of(call.text("since").orElse(null), null, bench.clock()).since(),
                call.text("component").orElse(null));
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }
}
