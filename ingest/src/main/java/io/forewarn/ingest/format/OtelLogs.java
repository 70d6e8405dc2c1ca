package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** OTLP logs in JSON (OpenTelemetry protocol, LogsData): many records in one text. */
final class OtelLogs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OtelLogs() {}

    /** Fills the draft with the first record and its siblings with the others; false where there is none. */
    static boolean fill(String text, Draft d, Clues clues) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return false;
        }
        List<Draft> drafts = new ArrayList<>();
        for (JsonNode resourceLog : root.path("resourceLogs")) {
            Map<String, String> resource =
                    attributes(resourceLog.path("resource").path("attributes"));
            for (JsonNode scopeLog : resourceLog.path("scopeLogs")) {
                String scope = scopeLog.path("scope").path("name").asText("");
                for (JsonNode log : scopeLog.path("logRecords")) {
                    Draft next = drafts.isEmpty() ? d : new Draft();
                    record(log, resource, scope, next, clues);
                    drafts.add(next);
                }
            }
        }
        if (drafts.isEmpty()) {
            return false;
        }
        d.siblings = List.copyOf(drafts.subList(1, drafts.size()));
        return true;
    }

    private static void record(JsonNode log, Map<String, String> resource, String scope, Draft d, Clues clues) {
        String time = log.path("timeUnixNano").asText("");
        if (time.isEmpty() || time.equals("0")) {
            time = log.path("observedTimeUnixNano").asText("");
        }
        clues.timestamp(time, 0, d);
        JsonNode number = log.path("severityNumber");
        Severity byNumber =
                Severity.ofNumber(number.isInt() ? number.intValue() : 0).orElse(null);
        String name = number.asText("").toLowerCase(Locale.ROOT).replace("severity_number_", "");
        Severity byName = byNumber == null ? Severities.word(name) : byNumber;
        d.severity = byName == null ? Severities.word(log.path("severityText").asText("")) : byName;
        d.logger = scope.isEmpty() ? null : scope;
        Map<String, String> own = attributes(log.path("attributes"));
        d.component = resource.get("service.name");
        d.host = resource.get("host.name");
        d.release = resource.get("service.version");
        d.environment = first(resource, "deployment.environment.name", "deployment.environment");
        d.exceptionType = own.remove("exception.type");
        d.exceptionMessage = own.remove("exception.message");
        d.stackTrace = own.remove("exception.stacktrace");
        d.operationId = first(own, "operation.id", "cicd.pipeline.run.id");
        String trace = log.path("traceId").asText("");
        d.traceId = trace.isEmpty() ? null : trace;
        String span = log.path("spanId").asText("");
        d.attribute("span.id", span);
        own.forEach(d::attribute);
        String body = value(log.path("body"));
        String fallback = d.exceptionMessage;
        d.message(body.isEmpty() && fallback != null ? fallback : body, 0);
        d.structured = true;
    }

    private static @Nullable String first(Map<String, String> map, String a, String b) {
        String value = map.get(a);
        return value == null ? map.get(b) : value;
    }

    private static Map<String, String> attributes(JsonNode list) {
        Map<String, String> map = new TreeMap<>();
        for (JsonNode a : list) {
            map.put(a.path("key").asText(""), value(a.path("value")));
        }
        return map;
    }

    private static String value(JsonNode any) {
        if (!any.isObject()) {
            return any.asText("");
        }
        for (JsonNode inner : any) {
            return inner.isValueNode() ? inner.asText("") : inner.toString();
        }
        return "";
    }
}
