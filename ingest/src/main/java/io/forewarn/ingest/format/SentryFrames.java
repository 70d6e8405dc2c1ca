package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of a Sentry stack trace, as clients send them and as the service gives them back. */
final class SentryFrames {
    private SentryFrames() {}

    /** Most recent call first; empty where there is no trace. */
    static List<StackFrame> of(JsonNode stacktrace) {
        JsonNode frames = stacktrace.path("frames");
        List<StackFrame> all = new ArrayList<>();
        for (int i = frames.isArray() ? frames.size() - 1 : -1; i >= 0; i--) {
            StackFrame frame = frame(frames.get(i));
            if (frame != null) {
                all.add(frame);
            }
        }
        return List.copyOf(all);
    }

    private static @Nullable StackFrame frame(JsonNode f) {
        String path = text(f, "abs_path", "absPath");
        String stated = text(f, "filename", "fileName");
        String file = stated == null ? path : stated;
        String function = text(f, "function");
        String module = text(f, "module");
        if (module == null && file == null) {
            // a native frame knows the library or executable only
            module = baseName(text(f, "package"));
        }
        if (file == null && function == null && module == null) {
            return null;
        }
        JsonNode line = f.path("lineno").isMissingNode() ? f.path("lineNo") : f.path("lineno");
        return new StackFrame(
                module, function, file, line.isInt() && line.intValue() > 0 ? line.intValue() : null, inApp(f, path));
    }

    /** What the client says; else by where the code lies. */
    private static boolean inApp(JsonNode f, @Nullable String path) {
        JsonNode said = f.path("in_app").isMissingNode() ? f.path("inApp") : f.path("in_app");
        if (said.isBoolean()) {
            return said.booleanValue();
        }
        String module = text(f, "module");
        String file = text(f, "filename");
        return Frames.inApp(module == null ? file : module)
                && (file == null || Frames.inApp(file))
                && (path == null || Frames.inApp(path));
    }

    private static @Nullable String baseName(@Nullable String path) {
        return path == null ? null : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static @Nullable String text(JsonNode f, String... names) {
        for (String name : names) {
            JsonNode n = f.path(name);
            if (n.isValueNode() && !n.isNull() && !n.asText("").isBlank()) {
                return n.asText("");
            }
        }
        return null;
    }
}
