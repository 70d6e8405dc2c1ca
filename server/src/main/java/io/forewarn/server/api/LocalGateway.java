package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the workbench of this process. */
public final class LocalGateway implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(LocalGateway.class);

    private final Workbench bench;

    public LocalGateway(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public JsonNode call(String method, String path, Map<String, String> query, @Nullable Object body) {
        try {
            JsonNode sent = body == null ? MissingNode.getInstance() : Json.tree(body);
            return Json.tree(Routes.answer(bench, method, path, query, sent, true));
        } catch (Exception | OutOfMemoryError e) {
            throw problem(method, path, e);
        }
    }

    @Override
    public JsonNode upload(String path, Map<String, String> query, InputStream content) {
        try {
            return Json.tree(Uploads.answer(bench, path, query, content));
        } catch (Exception | OutOfMemoryError e) {
            throw problem("POST", path, e);
        }
    }

    private static ProblemException problem(String method, String path, Throwable e) {
        Problem problem = Problem.of(e);
        if (problem.exitCode() == 1) {
            log.error("a fault in {} {}", method, path, Faults.withoutText(e));
        }
        return new ProblemException(problem);
    }

    @Override
    public String who() {
        return "this process";
    }

    @Override
    public void close() {
        bench.close();
    }
}
