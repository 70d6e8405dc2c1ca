package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sentry's error events in JSON (develop.sentry.dev, event payloads). Exceptions come innermost first and frames oldest
 * call first; both are turned round here.
 */
final class SentryEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SentryEvents() {}

    static boolean isEvent(Map<String, String> fields) {
        boolean id = fields.containsKey("event_id");
        boolean body = fields.containsKey("exception")
                || fields.containsKey("exception.values")
                || fields.containsKey("platform")
                || fields.containsKey("logentry")
                || fields.containsKey("logentry.message")
                || fields.containsKey("sdk.name");
        return (id && body) || (fields.containsKey("platform") && fields.containsKey("exception.values"));
    }

    static boolean fill(String text, Draft d, Clues clues) {
        JsonNode e;
        try {
            e = JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return false;
        }
        clues.timestamp(e.path("timestamp").asText(""), 0, d);
        JsonNode exceptions = e.path("exception").isArray()
                ? e.path("exception")
                : e.path("exception").path("values");
        Severity stated = Severities.word(e.path("level").asText(""));
        // the protocol's default level of an event is error
        d.severity = stated == null ? Severity.ERROR : stated;
        d.logger = text(e.path("logger"));
        d.component = text(e.path("tags").path("service"));
        d.environment = text(e.path("environment"));
        d.release = text(e.path("release"));
        d.host = text(e.path("server_name"));
        d.traceId = text(e.path("contexts").path("trace").path("trace_id"));
        exception(exceptions, d);
        d.message(message(e, d), 0);
        d.attribute("sentry.event_id", text(e.path("event_id")));
        d.attribute("sentry.platform", text(e.path("platform")));
        d.attribute("sentry.transaction", text(e.path("transaction")));
        d.attribute("sentry.culprit", text(e.path("culprit")));
        tags(e.path("tags"), d);
        d.structured = true;
        return true;
    }

    private static void tags(JsonNode tags, Draft d) {
        if (tags.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> all = tags.properties().iterator();
            while (all.hasNext()) {
                Map.Entry<String, JsonNode> tag = all.next();
                d.attribute("tag." + tag.getKey(), text(tag.getValue()));
            }
        }
        for (JsonNode pair : tags.isArray() ? tags : JSON.createArrayNode()) {
            d.attribute("tag." + pair.path(0).asText(""), text(pair.path(1)));
        }
    }

    private static void exception(JsonNode values, Draft d) {
        if (!values.isArray() || values.isEmpty()) {
            return;
        }
        JsonNode outermost = values.get(values.size() - 1);
        d.exceptionType = text(outermost.path("type"));
        d.exceptionMessage = text(outermost.path("value"));
        for (JsonNode v : values) {
            JsonNode frames = v.path("stacktrace").path("frames");
            if (frames.isArray() && !frames.isEmpty()) {
                d.frames = frames(frames);
                return;
            }
        }
    }

    private static List<StackFrame> frames(JsonNode frames) {
        List<StackFrame> all = new ArrayList<>();
        for (int i = frames.size() - 1; i >= 0; i--) {
            JsonNode f = frames.get(i);
            String file = text(f.path("filename"));
            JsonNode line = f.path("lineno");
            String function = text(f.path("function"));
            String module = text(f.path("module"));
            if (file == null && function == null && module == null) {
                continue;
            }
            boolean inApp = f.path("in_app").isBoolean()
                    ? f.path("in_app").booleanValue()
                    : Frames.inApp(module == null ? file : module);
            all.add(new StackFrame(
                    module,
                    function,
                    file == null ? text(f.path("abs_path")) : file,
                    line.isInt() && line.intValue() > 0 ? line.intValue() : null,
                    inApp));
        }
        return List.copyOf(all);
    }

    private static String message(JsonNode e, Draft d) {
        JsonNode entry = e.path("logentry");
        for (JsonNode candidate : List.of(
                entry.path("formatted"),
                entry.path("message"),
                entry,
                e.path("message").path("formatted"),
                e.path("message").path("message"),
                e.path("message"))) {
            String text = candidate.isTextual() ? text(candidate) : null;
            if (text != null) {
                return text;
            }
        }
        String type = d.exceptionType;
        String value = d.exceptionMessage;
        return type == null ? (value == null ? "" : value) : value == null ? type : type + ": " + value;
    }

    private static @Nullable String text(JsonNode n) {
        return n.isValueNode() && !n.isNull() && !n.asText("").isEmpty() ? n.asText("") : null;
    }
}
