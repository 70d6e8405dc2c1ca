package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a command asks: of the workbench in its own process, or, where a server runs on the same home, of that server.
 * Both answer with the same JSON.
 */
public interface Gateway extends AutoCloseable {

    /**
     * Asks one question.
     *
     * @param path a route's path with its placeholders filled, e.g. {@code /api/v1/issues/i-3f9}
     * @param query parameters
     * @param body what is sent; null for none
     * @throws ProblemException where the answer is a problem
     */
    JsonNode call(String method, String path, Map<String, String> query, @Nullable Object body);

    default JsonNode get(String path, Map<String, String> query) {
        return call("GET", path, query, null);
    }

    default JsonNode post(String path, Object body) {
        return call("POST", path, Map.of(), body);
    }

    /**
     * Sends a stream of bytes, e.g. log lines of a pipe; nothing of it is spooled to disk.
     *
     * @throws ProblemException where the answer is a problem
     */
    JsonNode upload(String path, Map<String, String> query, InputStream content);

    /** Words on who answers, e.g. {@code this process} or {@code the server on port 7070}. */
    String who();

    @Override
    void close();
}
