package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every question that can be asked, for HTTP and command line alike; to add one is a line here. */
public final class Routes {
    private static final List<Route> ALL = List.of(
            new Route("GET", "/api/v1", "What can be asked", (bench, call) -> list()),
            new Route("POST", "/predict", "The risk of an operation before it starts", Routes::predict),
            new Route("POST", "/api/v1/predict", "The same", Routes::predict),
            new Route(
                    "GET",
                    "/api/v1/predictions",
                    "Predictions, newest first",
                    (bench, call) -> bench.reviews()
                            .predictions(
                                    call.number("limit", 50, 1, 1000), call.number("offset", 0, 0, Integer.MAX_VALUE))),
            new Route(
                    "GET",
                    "/api/v1/predictions/{id}",
                    "One prediction with its outcome",
                    (bench, call) -> bench.reviews().prediction(call.id("id"))),
            new Route(
                    "POST",
                    "/api/v1/predictions/{id}/acted-on",
                    "Somebody changed course because of it",
                    (bench, call) -> {
                        bench.predictions().actedOn(call.id("id"));
                        return Map.of("id", call.id("id"), "acted_on", true);
                    }),
            new Route(
                    "GET",
                    "/api/v1/operations",
                    "Operations, newest first",
                    (bench, call) -> bench.reviews()
                            .operations(
                                    call.query("kind").orElse(null),
                                    call.query("component").orElse(null),
                                    call.query("outcome").orElse(null),
                                    call.number("limit", 50, 1, 1000),
                                    call.number("offset", 0, 0, Integer.MAX_VALUE))),
            new Route(
                    "POST",
                    "/api/v1/operations/{id}/outcome",
                    "How an operation ended; the first report stands",
                    Routes::outcome),
            new Route(
                    "GET",
                    "/api/v1/issues",
                    "Issues, most frequent first",
                    (bench, call) -> bench.reviews()
                            .issues(
                                    call.query("component").orElse(null),
                                    call.query("status").orElse(null),
                                    call.query("error_class").orElse(null),
                                    call.number("limit", 50, 1, 1000),
                                    call.number("offset", 0, 0, Integer.MAX_VALUE))),
            new Route(
                    "GET",
                    "/api/v1/issues/{id}",
                    "One issue with its latest events",
                    (bench, call) -> bench.reviews().issue(call.id("id"))),
            new Route(
                    "POST",
                    "/api/v1/issues/{id}/status",
                    "Set its status: unresolved, resolved, ignored or regressed",
                    (bench, call) -> bench.reviews().status(call.id("id"), call.required("status"))),
            new Route(
                    "POST",
                    "/api/v1/issues/{id}/class",
                    "Correct its error class; the next training learns it",
                    (bench, call) -> bench.reviews()
                            .correct(
                                    call.id("id"),
                                    call.required("error_class"),
                                    call.text("note").orElse(null))),
            new Route(
                    "POST",
                    "/api/v1/suggest",
                    "What may fix an issue or a failed operation",
                    (bench, call) -> bench.reviews().suggest(call.required("id"))),
            new Route(
                    "GET",
                    "/api/v1/suggestions",
                    "Which suggestions really worked",
                    (bench, call) -> bench.reviews().suggestions()),
            new Route(
                    "POST",
                    "/api/v1/suggestions/{id}/feedback",
                    "Whether a suggestion worked: worked, did_not or unknown",
                    (bench, call) -> bench.reviews()
                            .feedback(
                                    call.id("id"),
                                    call.required("result"),
                                    call.text("by").orElse(null),
                                    call.text("note").orElse(null))),
            new Route(
                    "GET",
                    "/api/v1/imports",
                    "What was imported",
                    (bench, call) -> Map.of("imports", bench.store().imports().list())),
            new Route(
                    "POST",
                    "/api/v1/imports",
                    "Import files of this machine; only for who can read the home folder",
                    Routes::imports),
            new Route("POST", "/api/v1/train", "Train from what is stored", Routes::train),
            new Route(
                    "POST",
                    "/api/v1/learn",
                    "Retrain the risk model where there is reason to, and keep the better one; dry_run only decides",
                    (bench, call) ->
                            bench.learning().learn(call.body().path("dry_run").asBoolean(false))),
            new Route(
                    "GET",
                    "/api/v1/evaluation",
                    "The current models on what they have not seen",
                    (bench, call) -> bench.learning().evaluate()),
            new Route(
                    "GET",
                    "/api/v1/models",
                    "All models",
                    (bench, call) -> bench.learning().models()),
            new Route(
                    "GET",
                    "/api/v1/models/{version}",
                    "The card of one model",
                    (bench, call) -> bench.learning().model(call.id("version"))),
            new Route(
                    "POST",
                    "/api/v1/models/{version}/promote",
                    "Put a version into use",
                    (bench, call) -> bench.learning().promote(call.id("version"))),
            new Route(
                    "POST",
                    "/api/v1/models/{version}/rollback",
                    "Put the version before into use; {version} names the kind here",
                    (bench, call) -> bench.learning().rollback(call.id("version"))),
            new Route(
                    "POST",
                    "/api/v1/classify",
                    "The class of errors: items of id, text, level, exception_type",
                    (bench, call) -> bench.reviews().classify(call.body().path("items"))),
            new Route(
                    "POST",
                    "/api/v1/group",
                    "The fingerprints of error events: items of Sentry event JSON or of our own",
                    (bench, call) -> bench.reviews().fingerprints(call.body().path("items"))),
            new Route(
                    "GET",
                    "/api/v1/overview",
                    "All at a glance",
                    (bench, call) -> bench.reviews().overview()),
            new Route(
                    "GET",
                    "/api/v1/doctor",
                    "Is everything in order?",
                    (bench, call) -> bench.doctor().examine()));

    private Routes() {}

    public static List<Route> all() {
        return ALL;
    }

    /** Finds the route and asks it, in this process. */
    static Object answer(
            Workbench bench, String method, String path, Map<String, String> query, JsonNode body, boolean trusted)
            throws Exception {
        for (Route route : ALL) {
            if (route.method().equals(method)) {
                Optional<Map<String, String>> fit = route.match(path);
                if (fit.isPresent()) {
                    return route.handler().handle(bench, new Call(fit.get(), query, body, trusted));
                }
            }
        }
        throw new NotFoundException("no such address; GET /api/v1 lists what can be asked");
    }

    private static Object list() {
        return Map.of(
                "routes",
                ALL.stream()
                        .map(r -> Map.of("method", r.method(), "path", r.path(), "summary", r.summary()))
                        .toList());
    }

    private static Object predict(Workbench bench, Call call) {
        return bench.predictions().predict(call.body());
    }

    private static Object outcome(Workbench bench, Call call) {
        JsonNode exit = call.body().path("exit_status");
        if (!exit.isMissingNode() && !exit.isNull() && !exit.isInt()) {
            throw new IllegalArgumentException("'exit_status' must be a whole number");
        }
        return bench.predictions()
                .outcome(
                        call.id("id"),
                        call.required("outcome"),
                        call.text("finished_at").orElse(null),
                        exit.isInt() ? exit.asInt() : null,
                        call.text("output").orElse(null));
    }

    private static Object imports(Workbench bench, Call call) throws Exception {
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
                                call.text("format").orElse(null),
                                call.text("component").orElse(null));
            case "operations" ->
                bench.imports().operations(paths.get(0), map(call.body().path("map")));
            case "repairs" -> bench.imports().repairs(paths.get(0));
            case "outputs" -> bench.imports().outputs(paths.get(0));
            default -> throw new IllegalArgumentException("'kind' must be logs, operations, repairs or outputs");
        };
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    private static Object train(Workbench bench, Call call) throws Exception {
        List<String> kinds = new ArrayList<>();
        call.body().path("kinds").forEach(kind -> kinds.add(kind.asText()));
        return bench.learning().train(kinds);
    }
}
