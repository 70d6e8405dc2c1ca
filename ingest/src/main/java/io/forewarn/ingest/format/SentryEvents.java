package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.forewarn.ingest.event.Severity;
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
        if (fields.containsKey("eventID") && fields.containsKey("groupID")) {
            return true;
        }
        if (fields.keySet().stream().anyMatch(name -> name.startsWith("csp-report."))) {
            return true;
        }
        String list = fields.getOrDefault("exception", "");
        return (id && body)
                || fields.containsKey("exception.values")
                || (list.startsWith("[") && list.contains("\"type\"") && fields.containsKey("platform"));
    }

    static boolean fill(String text, Draft d, Clues clues) {
        JsonNode e;
        try {
            e = JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return false;
        }
        clues.timestamp(e.path(e.has("timestamp") ? "timestamp" : "dateCreated").asText(""), 0, d);
        Severity stated = Severities.word(e.path("level").asText(""));
        // the protocol's default level of an event is error
        d.severity = stated == null ? Severity.ERROR : stated;
        d.logger = text(e.path("logger"));
        d.component = text(e.path("tags").path("service"));
        d.environment = text(e.path("environment"));
        d.release = text(e.path("release"));
        d.host = text(e.path("server_name"));
        d.traceId = text(e.path("contexts").path("trace").path("trace_id"));
        exception(exceptions(e), d);
        trace(e, d);
        fingerprint(e, d);
        String report = policyReport(e);
        d.message(report == null ? message(e, d) : report, 0);
        d.attribute("message.template", template(e));
        d.attribute("sentry.event_id", text(e.path(e.has("event_id") ? "event_id" : "eventID")));
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

    /** Types and values of the outermost exception, frames of the innermost that has some, types of all of them. */
    private static void exception(JsonNode values, Draft d) {
        List<String> chain = new ArrayList<>();
        for (int i = values.size() - 1; i >= 0; i--) {
            String type = text(values.get(i).path("type"));
            if (type != null) {
                chain.add(type);
            }
        }
        JsonNode outermost = values.isEmpty() ? MissingNode.getInstance() : values.get(values.size() - 1);
        d.exceptionType = text(outermost.path("type"));
        d.exceptionMessage = text(outermost.path("value"));
        if (chain.size() > 1) {
            d.attribute("exception.chain", JSON.valueToTree(chain).toString());
        }
        for (JsonNode value : values) {
            d.frames = SentryFrames.of(value.path("stacktrace"));
            if (!d.frames.isEmpty()) {
                return;
            }
        }
    }

    /** An exception as a list, as {@code values}, alone, or among the {@code entries} that the service gives back. */
    private static JsonNode exceptions(JsonNode e) {
        for (JsonNode at : List.of(e.path("exception"), e.path("sentry.interfaces.Exception"), entry(e, "exception"))) {
            JsonNode values = at.isArray() ? at : at.path("values");
            if (values.isArray() && !values.isEmpty()) {
                return values;
            }
            if (at.hasNonNull("type") || at.hasNonNull("value")) {
                return JSON.createArrayNode().add(at);
            }
        }
        return JSON.createArrayNode();
    }

    private static JsonNode entry(JsonNode e, String type) {
        for (JsonNode each : e.path("entries")) {
            if (each.path("type").asText("").equals(type)) {
                return each.path("data");
            }
        }
        return MissingNode.getInstance();
    }

    /** A trace without an exception: of the event, or of the thread that crashed or was current. */
    private static void trace(JsonNode e, Draft d) {
        List<JsonNode> candidates = new ArrayList<>(List.of(e.path("stacktrace"), entry(e, "stacktrace")));
        JsonNode threads = e.path("threads").isArray()
                ? e.path("threads")
                : e.path("threads").path("values");
        for (String mark : List.of("crashed", "current")) {
            threads.forEach(thread -> {
                if (thread.path(mark).asBoolean(false)) {
                    candidates.add(thread.path("stacktrace"));
                }
            });
        }
        for (JsonNode candidate : candidates) {
            if (d.frames.isEmpty()) {
                d.frames = SentryFrames.of(candidate);
            }
        }
    }

    /** What the client asked to group by; the default alone says nothing. */
    private static void fingerprint(JsonNode e, Draft d) {
        JsonNode asked = e.path("fingerprint");
        if (asked.isArray() && !asked.isEmpty()) {
            d.attribute("fingerprint", asked.toString());
        } else if (asked.isTextual()) {
            d.attribute("fingerprint", asked.asText());
        }
    }

    /** A report of a browser that a content security policy was violated; null where the event is none. */
    private static @Nullable String policyReport(JsonNode e) {
        JsonNode csp = e.path("csp-report").isObject() ? e.path("csp-report") : e.path("csp");
        if (!csp.isObject()) {
            return null;
        }
        String directive =
                first(csp, "effective-directive", "effective_directive", "violated-directive", "violated_directive");
        String blocked = first(csp, "blocked-uri", "blocked_uri");
        return "Content security policy: blocked "
                + (directive == null ? "a load" : directive.split(" ", 2)[0]) + " from "
                + (blocked == null || blocked.isBlank() ? "inline or self" : host(blocked));
    }

    private static String host(String uri) {
        String rest = uri.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:/+", "");
        return rest.replaceFirst("[/?#:].*$", "");
    }

    private static @Nullable String first(JsonNode node, String... names) {
        for (String name : names) {
            String found = text(node.path(name));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String message(JsonNode e, Draft d) {
        JsonNode entry = logentry(e);
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

    private static JsonNode logentry(JsonNode e) {
        for (JsonNode at : List.of(
                e.path("logentry"), e.path("sentry.interfaces.Message"), e.path("message"), entry(e, "message"))) {
            if (at.isObject()) {
                return at;
            }
        }
        return e.path("logentry");
    }

    /** The message before its parameters were filled in. */
    private static @Nullable String template(JsonNode e) {
        JsonNode entry = logentry(e);
        boolean filled = entry.has("params") || entry.has("formatted");
        return filled ? text(entry.path("message")) : null;
    }

    private static @Nullable String text(JsonNode n) {
        return n.isValueNode() && !n.isNull() && !n.asText("").isEmpty() ? n.asText("") : null;
    }
}
