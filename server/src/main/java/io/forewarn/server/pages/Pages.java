package io.forewarn.server.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.forewarn.server.api.Faults;
import io.forewarn.server.api.Problem;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Workbench;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every page and every form; to add one is a line here. */
public final class Pages {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);

    private static final List<Page> PAGES = List.of(
            new Page("/", "overview.jte", OverviewView::of),
            new Page("/issues", "issues.jte", IssuesView::of),
            new Page("/issues/{id}", "issue.jte", IssueView::of),
            new Page("/health", "health.jte", HealthView::of),
            new Page("/health/{id}", "component.jte", ComponentView::of),
            new Page("/trends", "trends.jte", TrendsView::of),
            new Page("/predictions", "predictions.jte", PredictionsView::of),
            new Page("/predictions/{id}", "prediction.jte", PredictionView::of),
            new Page("/suggestions", "suggestions.jte", SuggestionsView::of),
            new Page("/models", "models.jte", ModelsView::of));

    private static final List<Action> ACTIONS = List.of(
            new Action("/issues/{id}/status", Actions::status),
            new Action("/issues/{id}/class", Actions::errorClass),
            new Action("/issues/{id}/merge", Actions::merge),
            new Action("/issues/{id}/split", Actions::split),
            new Action("/issue-rules/{id}/undo", Actions::undo),
            new Action("/issues/{id}/suggestions", Actions::suggest),
            new Action("/suggestions/{id}/feedback", Actions::feedback),
            new Action("/predictions/{id}/outcome", Actions::outcome),
            new Action("/predictions/{id}/acted-on", Actions::actedOn),
            new Action("/models/{id}/promote", Actions::promote),
            new Action("/models/{id}/rollback", Actions::rollback));

    private final Workbench bench;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    private Pages(Workbench bench) {
        this.bench = bench;
    }

    /** Adds the pages to a server. */
    public static void register(JavalinConfig config, Workbench bench) {
        Pages pages = new Pages(bench);
        config.routes.before(Pages::secure);
        config.routes.get("/assets/{name}", pages::asset);
        for (Page page : PAGES) {
            config.routes.get(page.path(), context -> pages.careful(context, () -> pages.show(context, page)));
        }
        for (Action action : ACTIONS) {
            config.routes.post(action.path(), context -> pages.careful(context, () -> pages.act(context, action)));
        }
        config.routes.post("/predictions", context -> pages.careful(context, () -> pages.ask(context)));
        config.routes.error(404, "text/html", pages::nowhere);
    }

    /** The paths of the pages that need no placeholder. */
    static List<String> paths() {
        return PAGES.stream().map(Page::path).filter(p -> !p.contains("{")).toList();
    }

    /**
     * Scripts only from here, no frames, no guessing of types. The referrer stays within this site; with none at all,
     * browsers would send forms with the origin "null", which the server refuses.
     */
    private static void secure(Context context) {
        context.header(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
                                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin");
    }

    private void asset(Context context) {
        Assets.Asset asset = Assets.find(context.pathParam("name"))
                .orElseThrow(() -> new NotFoundException("no such file; GET / is the dashboard"));
        boolean named = asset.tag().equals(context.queryParam("v"));
        context.header("Cache-Control", named ? "public, max-age=31536000, immutable" : "no-cache")
                .header("ETag", '"' + asset.tag() + '"');
        if (('"' + asset.tag() + '"').equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(asset.type()).result(asset.bytes());
        }
    }

    private void show(Context context, Page page) throws Exception {
        render(context, page.template(), page.view().of(bench, Asked.of(context)));
    }

    private void act(Context context, Action action) throws Exception {
        Action.Answer answer = action.step().act(bench, Asked.of(context));
        if (context.header("HX-Request") != null && !answer.template().isEmpty()) {
            render(context, answer.template(), answer.view());
        } else {
            context.status(303).header("Location", answer.to());
        }
    }

    /** The form that asks for a prediction keeps what was filled in where something is wrong. */
    private void ask(Context context) throws Exception {
        Asked asked = Asked.of(context);
        try {
            context.status(303).header("Location", "/predictions/" + Questions.ask(bench, asked));
        } catch (IllegalArgumentException e) {
            PredictionsView view =
                    PredictionsView.of(bench, asked, Problem.of(e).detail(), Questions.filledIn(bench, asked));
            context.status(400);
            render(context, "predictions.jte", view);
        }
    }

    private void render(Context context, String template, Object view) {
        StringOutput out = new StringOutput();
        templates.render(template, view, out);
        context.contentType("text/html; charset=utf-8").header("Cache-Control", "no-store");
        context.result(out.toString());
    }

    /** What goes wrong on a page is told on a page. */
    private void careful(Context context, Work work) {
        try {
            work.run();
        } catch (Exception | OutOfMemoryError e) {
            Problem problem = Problem.of(e);
            if (problem.exitCode() == 1) {
                log.error("a fault on {}", where(context), Faults.withoutText(e));
            }
            problem(context, problem);
        }
    }

    private void problem(Context context, Problem problem) {
        context.status(problem.status());
        render(context, context.header("HX-Request") == null ? "problem.jte" : "part/problem.jte", problem);
    }

    /** The path with its placeholders, for what stands in them may be anything. */
    private static String where(Context context) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null ? "no page" : endpoint.path;
    }

    private void nowhere(Context context) {
        boolean api = context.path().startsWith("/api/") || context.path().equals("/predict");
        String type = String.valueOf(context.res().getContentType());
        if (!api && !type.startsWith("text/html")) {
            problem(context, Problem.of(new NotFoundException("There is no page at this address.")));
        }
    }

    /** Something that may fail in any way. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
