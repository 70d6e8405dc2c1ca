package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Exporting;
import io.forewarn.server.work.Gates;
import io.forewarn.server.work.Workbench;
import java.util.ArrayList;
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
                    "POST",
                    "/cdevents",
                    "CDEvents: starts and ends of pipelines, builds and deployments",
                    (bench, call) -> bench.deliveryEvents().take(call.body())),
            new Route("POST", "/gates/flagger", "A webhook of Flagger; 403 halts the rollout", Routes::flagger),
            new Route(
                    "POST",
                    "/gates/kubernetes",
                    "A ValidatingAdmissionWebhook of Kubernetes: AdmissionReview v1 in and out",
                    (bench, call) -> bench.gates().admission(call.body())),
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
                    "/api/v1/predictions/{id}/replay",
                    "The same estimate made again from what was stored with it",
                    (bench, call) -> bench.predictions().replay(call.id("id"))),
            new Route(
                    "GET",
                    "/api/v1/schema/predict",
                    "JSON Schema of the question and answer of /predict",
                    (bench, call) -> Schemas.predict()),
            new Route(
                    "GET",
                    "/api/v1/evaluation/gate",
                    "What the gate would have caught, and what it prevented",
                    (bench, call) -> bench.gateReport()),
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
                    "/api/v1/issues/{id}/merge",
                    "Its events belong to the issue 'into', now and later",
                    (bench, call) -> bench.ruling().merge(call.id("id"), call.required("into"))),
            new Route(
                    "POST",
                    "/api/v1/issues/{id}/split",
                    "Tell its events apart, now and later: 'by' a field, or 'event' to split off its kind",
                    (bench, call) -> bench.ruling()
                            .split(
                                    call.id("id"),
                                    call.text("by").orElse(null),
                                    call.text("event").orElse(null))),
            new Route(
                    "GET",
                    "/api/v1/issue-rules",
                    "Merges and splits that people made",
                    (bench, call) -> bench.ruling().rules()),
            new Route(
                    "POST",
                    "/api/v1/issue-rules/{id}/undo",
                    "Take a merge or a split back",
                    (bench, call) -> bench.ruling().undo(call.id("id"))),
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
                    ImportRequest::run),
            new Route(
                    "GET",
                    "/api/v1/templates",
                    "The patterns of the stored messages, most frequent first",
                    (bench, call) -> Map.of(
                            "templates",
                            bench.store()
                                    .templates()
                                    .page(
                                            call.number("limit", 1000, 1, 100_000),
                                            call.number("offset", 0, 0, Integer.MAX_VALUE)))),
            new Route(
                    "GET",
                    "/api/v1/templates/drift",
                    "When templates appeared, merged, split or were reworded after the first import, newest first",
                    (bench, call) -> Map.of(
                            "drift",
                            bench.store()
                                    .templates()
                                    .drift(
                                            call.number("limit", 1000, 1, 100_000),
                                            call.number("offset", 0, 0, Integer.MAX_VALUE)))),
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
                    "/api/v1/health",
                    "A score from 0 to 100 for each component, with every deduction",
                    (bench, call) -> bench.insights().health(call.query())),
            new Route(
                    "GET",
                    "/api/v1/health/{component}",
                    "The health of one component, with its error budgets and bursts",
                    (bench, call) -> bench.insights().health(call.id("component"), call.query())),
            new Route(
                    "GET",
                    "/api/v1/trends",
                    "Events and errors over time, and which issues are new, came back, burst or escalate",
                    (bench, call) -> bench.insights().trends(call.query())),
            new Route(
                    "GET",
                    "/api/v1/hotspots",
                    "Component, class and release where errors gather, by lift with its interval",
                    (bench, call) -> bench.insights().hotspots(call.query())),
            new Route(
                    "GET",
                    "/api/v1/changes",
                    "When errors became more or fewer, and the operation before",
                    (bench, call) -> bench.insights().changes(call.query())),
            new Route(
                    "GET",
                    "/api/v1/cascades",
                    "Whose errors follow whose",
                    (bench, call) -> bench.insights().cascades(call.query())),
            new Route(
                    "GET",
                    "/api/v1/overview",
                    "All at a glance",
                    (bench, call) -> bench.reviews().overview()),
            new Route("GET", "/api/v1/doctor", "Is everything in order?", (bench, call) -> bench.examine()),
            new Route(
                    "POST",
                    "/api/v1/exports",
                    "Write rows to a file of the home; only for who can read that folder",
                    Routes::export),
            new Route(
                    "POST",
                    "/api/v1/retention",
                    "Erase what is older than configured; only for who can read the home folder",
                    (bench, call) -> {
                        trusted(call);
                        return bench.housekeeping().run(call.flag("dry_run"));
                    }),
            new Route(
                    "GET",
                    "/api/v1/keys",
                    "Which keys made the tokens: fingerprints, never keys",
                    (bench, call) -> bench.keys().list()),
            new Route(
                    "POST",
                    "/api/v1/keys/rotate",
                    "Begin a new epoch of tokens; only for who can read the home folder",
                    (bench, call) -> {
                        trusted(call);
                        return bench.keys().rotate();
                    }),
            new Route(
                    "POST",
                    "/api/v1/keys/destroy",
                    "Destroy the key; only for who can read the home folder",
                    (bench, call) -> {
                        trusted(call);
                        return bench.keys().destroy();
                    }));

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

    private static Object flagger(Workbench bench, Call call) {
        Gates.Answer answer = bench.gates().flagger(call.body());
        if (!answer.go()) {
            throw new ProblemException(new Problem(403, 3, "stopped", answer.words()));
        }
        return answer;
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

    private static void trusted(Call call) {
        if (!call.trusted()) {
            throw new IllegalArgumentException(
                    "only who can read the home folder may ask for this; use the forewarn command there");
        }
    }

    private static Object export(Workbench bench, Call call) {
        trusted(call);
        return bench.exporting()
                .write(new Exporting.Wanted(
                        call.required("kind"),
                        call.required("format"),
                        call.text("since").orElse(null),
                        call.text("until").orElse(null),
                        call.text("component").orElse(null),
                        call.text("severity").orElse(null),
                        call.text("of_kind").orElse(null)));
    }

    private static Object train(Workbench bench, Call call) throws Exception {
        List<String> kinds = new ArrayList<>();
        call.body().path("kinds").forEach(kind -> kinds.add(kind.asText()));
        return bench.learning().train(kinds);
    }
}
