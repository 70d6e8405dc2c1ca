package io.forewarn.server;

import io.forewarn.server.api.Faults;
import io.forewarn.server.api.Problem;
import io.forewarn.server.api.Route;
import io.forewarn.server.api.Routes;
import io.forewarn.server.api.Uploads;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.pages.Pages;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Workbench;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workbench over HTTP: API, pages and health, on one port. */
public final class ForewarnServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ForewarnServer.class);
    private static final long MAX_BODY_BYTES = 20L * 1024 * 1024;
    private static final int SMALL_BODY_BYTES = 64 * 1024;

    private final Workbench bench;
    private final Javalin javalin;
    private final ServerFile file;

    private ForewarnServer(Workbench bench, Javalin javalin, ServerFile file) {
        this.bench = bench;
        this.javalin = javalin;
        this.file = file;
    }

    /**
     * Starts listening and says so in the home's server file.
     *
     * @param port 0 takes a free one
     * @throws IllegalArgumentException where the port is taken or the address is not ours
     */
    public static ForewarnServer start(Workbench bench, String host, int port) throws IOException {
        String instance = random();
        String token = random();
        Javalin javalin = Javalin.create(config -> configure(config, bench, instance, token, host));
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new IllegalArgumentException(
                    "port " + port + " of " + host
                            + " cannot be taken (in use, or not allowed); choose another with --port, or stop what listens there",
                    e);
        }
        bench.serve();
        String named = host.contains(":") ? "[" + host + "]" : host.equals("0.0.0.0") ? "127.0.0.1" : host;
        ServerFile file = new ServerFile("http://" + named + ":" + javalin.port(), instance, token);
        file.write(bench.home().serverFile());
        log.info("listening on {}", file.url());
        return new ForewarnServer(bench, javalin, file);
    }

    private static void configure(JavalinConfig config, Workbench bench, String instance, String token, String host) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.routes.before(context -> guard(context, host));
        for (Route route : Routes.all()) {
            config.routes.addHttpHandler(
                    new HandlerType(route.method()),
                    route.path(),
                    context -> careful(context, () -> answer(context, bench, route, token)));
        }
        config.routes.post(Uploads.LOGS, context -> careful(context, () -> upload(context, bench)));
        config.routes.get("/healthz", context -> context.json(Map.of("status", "ok", "instance", instance)));
        Pages.register(config, bench);
        config.routes.exception(HttpResponseException.class, (e, context) -> problem(context, refused(e)));
        config.routes.exception(Exception.class, (e, context) -> fault(context, e));
        config.routes.error(404, context -> {
            if (context.result() == null || context.result().isEmpty() || "Not Found".equals(context.result())) {
                problem(
                        context,
                        Problem.of(new NotFoundException("no such address; GET /api/v1 lists what can be asked")));
            }
        });
        config.jsonMapper(new io.javalin.json.JavalinJackson(Json.mapper(), false));
    }

    /**
     * A page of another site must not steer this server through a visitor's browser: the Host must be the one we
     * listen as, and a request that changes something must come from our own pages or from a program.
     */
    private static void guard(Context context, String host) {
        String asked = String.valueOf(context.header("Host"));
        String name = asked.replaceAll(":\\d+$", "");
        boolean local = List.of("127.0.0.1", "localhost", "[::1]").contains(name);
        boolean open = host.equals("0.0.0.0") || host.equals("::");
        if (!local && !open && !name.equals(host)) {
            throw new IllegalArgumentException("this server answers to 127.0.0.1 and localhost only");
        }
        String origin = context.header("Origin");
        if (origin != null && !origin.equals("http://" + asked) && !origin.equals("https://" + asked)) {
            throw new IllegalArgumentException("requests from other sites are refused");
        }
    }

    private static void fault(Context context, Throwable e) {
        Problem problem = Problem.of(e);
        if (problem.exitCode() == 1) {
            log.error("a fault in {} {}", context.method(), where(context), Faults.withoutText(e));
        }
        problem(context, problem);
    }

    /** Something that may fail in any way. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** One question that does not fit into memory is answered as any fault is: the framework gives exceptions alone a chance. */
    private static void careful(Context context, Work work) throws Exception {
        try {
            work.run();
        } catch (OutOfMemoryError e) {
            fault(context, e);
        }
    }

    private static void answer(Context context, Workbench bench, Route route, String token) throws Exception {
        boolean trusted = token.equals(context.header("X-Forewarn-Token"));
        String body = body(context);
        Object result = route.handler()
                .handle(
                        bench,
                        new io.forewarn.server.api.Call(
                                context.pathParamMap(),
                                query(context),
                                body.isEmpty()
                                        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                                        : Json.parse(body),
                                trusted));
        context.contentType("application/json").result(Json.text(result));
    }

    /** Of a stated length in an array of that length, not in buffers that grow; the framework refuses what is too long. */
    private static String body(Context context) throws IOException {
        int length = context.contentLength();
        if (length < 0 || length > SMALL_BODY_BYTES || context.characterEncoding() != null) {
            return context.body();
        }
        return length == 0 ? "" : new String(context.bodyInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads the body as it comes: however long it is, nothing of it is kept in memory or spooled to disk. */
    private static void upload(Context context, Workbench bench) {
        Object result = Uploads.answer(bench, Uploads.LOGS, query(context), context.bodyInputStream());
        context.contentType("application/json").result(Json.text(result));
    }

    private static Map<String, String> query(Context context) {
        Map<String, String> query = new HashMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        return query;
    }

    private static void problem(Context context, Problem problem) {
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(Json.text(
                        Map.of("status", problem.status(), "title", problem.title(), "detail", problem.detail())));
    }

    private static Problem refused(HttpResponseException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.getStatus()) {
            case 404 -> Problem.of(new NotFoundException("no such address; GET /api/v1 lists what can be asked"));
            case 413 -> new Problem(413, 2, "too large", "the request is larger than 20 MB; send it in parts");
            default -> new Problem(e.getStatus(), 2, message.toLowerCase(Locale.ROOT), message);
        };
    }

    /** The route, never the address itself, which may hold names. */
    private static String where(Context context) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null ? "no route" : endpoint.path;
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Where it listens, e.g. {@code http://127.0.0.1:7070}. */
    public String url() {
        return file.url();
    }

    @Override
    public void close() {
        javalin.stop();
        try {
            Files.deleteIfExists(bench.home().serverFile());
        } catch (IOException e) {
            log.warn("the server file could not be deleted");
        }
    }
}
