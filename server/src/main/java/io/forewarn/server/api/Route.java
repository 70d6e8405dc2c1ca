package io.forewarn.server.api;

import io.forewarn.server.work.Workbench;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be asked.
 *
 * @param method HTTP method
 * @param path with placeholders in braces, e.g. {@code /api/v1/issues/{id}}
 * @param summary one line for the reference
 * @param handler answers with a value that becomes JSON
 */
public record Route(String method, String path, String summary, Handler handler) {

    /** Answers a call, or throws what {@link Problem} maps. */
    @FunctionalInterface
    public interface Handler {
        Object handle(Workbench bench, Call call) throws Exception;
    }

    /** The values of the placeholders where the path fits; empty where it does not. */
    Optional<Map<String, String>> match(String asked) {
        String[] want = path.split("/", -1);
        String[] have = asked.split("/", -1);
        if (want.length != have.length) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < want.length; i++) {
            if (want[i].startsWith("{")) {
                String value = java.net.URLDecoder.decode(have[i], java.nio.charset.StandardCharsets.UTF_8);
                found.put(want[i].substring(1, want[i].length() - 1), value);
            } else if (!want[i].equals(have[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
