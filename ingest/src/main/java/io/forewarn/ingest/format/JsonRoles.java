package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds which fields of a structured record are its time, level, message and so on. Names are those of ECS,
 * OpenTelemetry, bunyan, pino, zap, zerolog, logrus, Serilog, Log4j's layouts, GELF, journald, MongoDB, Google Cloud,
 * AWS and others; a name also counts as the last part of a nested one.
 */
final class JsonRoles {
    private enum Role {
        TIME,
        LEVEL,
        MESSAGE,
        LOGGER,
        COMPONENT,
        HOST,
        ENVIRONMENT,
        TRACE,
        EXCEPTION_TYPE,
        EXCEPTION_MESSAGE,
        STACK,
        RELEASE,
        OPERATION
    }

    private static final int NUMBER = 50;

    private record Rank(Role role, int rank) {}

    private static final Map<String, Rank> NAMES = names();

    private JsonRoles() {}

    private static Map<String, Rank> names() {
        Map<String, Rank> m = new HashMap<>();
        add(
                m,
                Role.TIME,
                "timestamp time ts datetime eventtime timeunixnano t t.$date asctime date logtime loggedat"
                        + " sourcerealtimetimestamp realtimetimestamp timestamp.seconds instant.epochsecond created createdat"
                        + " starttime startedat start edgestarttimestamp receivetimestamp observedtimeunixnano when epoch"
                        + " timelocal timeiso8601");
        add(
                m,
                Role.LEVEL,
                "level log.level severity errorseverity severitytext loglevel lvl levelname severitynumber priority"
                        + " levelvalue levelno s l log.severity");
        add(
                m,
                Role.MESSAGE,
                "message msg body log.message renderedmessage textpayload fullmessage shortmessage text mt"
                        + " messagetemplate body.stringvalue m log event description");
        add(m, Role.LOGGER, "logger log.logger loggername sourcecontext category target module scope.name c name");
        add(
                m,
                Role.COMPONENT,
                "service.name service servicename app application appname app.name component"
                        + " syslogidentifier kubernetes.labels.app kubernetes.containername resource.labels.containername"
                        + " program systemdunit");
        add(m, Role.HOST, "host.name hostname host host.hostname nodename");
        add(
                m,
                Role.ENVIRONMENT,
                "deployment.environment.name deployment.environment service.environment environment env");
        add(m, Role.TRACE, "trace.id traceid dd.traceid otelTraceID trace logging.googleapis.com/trace");
        add(
                m,
                Role.EXCEPTION_TYPE,
                "error.type exception.type err.type exceptiontype exception.exceptionclass"
                        + " thrown.name error.name err.name exception.class error.kind exception.classname errortype");
        add(
                m,
                Role.EXCEPTION_MESSAGE,
                "error.message exception.message err.message exception.exceptionmessage"
                        + " thrown.message error err exceptionmessage");
        add(
                m,
                Role.STACK,
                "error.stacktrace exception.stacktrace stacktrace stack err.stack error.stack exception.stack"
                        + " excinfo traceback thrown.extendedstacktrace x exception exceptionstacktrace throwable"
                        + " error.stacktrace.text trace.stack errorverbose");
        add(m, Role.RELEASE, "service.version release appversion app.version serviceversion serviceContext.version");
        add(m, Role.OPERATION, "operationid operation.id cicd.pipeline.run.id runid jobrunid");
        return m;
    }

    private static void add(Map<String, Rank> m, Role role, String names) {
        int rank = 0;
        for (String name : names.split(" ", -1)) {
            m.putIfAbsent(normal(name), new Rank(role, rank++));
        }
    }

    private static String normal(String name) {
        StringBuilder b = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '@' && c != '-') {
                b.append(c);
            }
        }
        return b.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * Fills the draft; every field that plays no role becomes an attribute.
     *
     * @return {@link Match#STRONG} with a time and a level or message, or with both of these
     */
    static Match fill(Map<String, String> fields, String line, Draft d, Clues clues) {
        EnumMap<Role, String> best = new EnumMap<>(Role.class);
        EnumMap<Role, Integer> ranks = new EnumMap<>(Role.class);
        for (Map.Entry<String, String> e : fields.entrySet()) {
            Rank r = rank(e.getKey());
            if (r == null || !fits(r.role, e.getKey(), e.getValue(), clues)) {
                continue;
            }
            Integer before = ranks.get(r.role);
            // a word says more than a number, whose scale is the writer's own
            boolean number = r.role == Role.LEVEL && Text.isDigit(e.getValue().charAt(0));
            int rank = number ? r.rank + NUMBER : r.rank;
            if (before == null || rank < before) {
                best.put(r.role, e.getKey());
                ranks.put(r.role, rank);
            }
        }
        if (!best.containsKey(Role.TIME)) {
            String time = anyTime(fields, clues);
            if (time != null) {
                best.put(Role.TIME, time);
            }
        }
        apply(fields, best, line, d, clues);
        for (Map.Entry<String, String> e : fields.entrySet()) {
            if (!best.containsValue(e.getKey())) {
                d.attribute(e.getKey(), e.getValue());
            }
        }
        boolean message = best.containsKey(Role.MESSAGE);
        boolean strong = d.timestamp != null
                ? message || d.severity != null || fields.size() > 2
                : d.severity != null && message;
        return strong ? Match.STRONG : Match.WEAK;
    }

    private static @Nullable Rank rank(String key) {
        String name = normal(key);
        Rank whole = NAMES.get(name);
        if (whole != null) {
            return whole;
        }
        int dot = name.lastIndexOf('.');
        Rank last = dot < 0 ? null : NAMES.get(name.substring(dot + 1));
        boolean nested =
                last != null && name.length() - dot > 2 && last.role != Role.HOST && last.role != Role.COMPONENT;
        return nested && last != null
                ? new Rank(last.role, last.rank + 100 * Text.countOf(name, '.', 0, name.length()))
                : null;
    }

    private static boolean fits(Role role, String key, String value, Clues clues) {
        return switch (role) {
            case TIME -> clues.timestamps.scan(value, 0, clues.stamp);
            case LEVEL -> level(key, value) != null;
            case STACK -> value.indexOf('\n') >= 0 || value.indexOf("\\n") >= 0 || Throwables.looksLikeHead(value);
            case EXCEPTION_TYPE -> value.indexOf(' ') < 0;
            case LOGGER, COMPONENT, HOST, ENVIRONMENT, RELEASE, OPERATION ->
                value.length() < 200 && !value.startsWith("{") && !value.startsWith("[");
            default -> !value.isEmpty();
        };
    }

    /** Any other field that is called a time or date and holds one. */
    private static @Nullable String anyTime(Map<String, String> fields, Clues clues) {
        for (Map.Entry<String, String> e : fields.entrySet()) {
            String name = e.getKey().toLowerCase(Locale.ROOT);
            boolean called =
                    name.contains("time") || name.contains("date") || name.endsWith("_at") || name.endsWith("ts");
            if (called && e.getValue().length() >= 10 && clues.timestamps.scan(e.getValue(), 0, clues.stamp)) {
                return e.getKey();
            }
        }
        return null;
    }

    private static void apply(Map<String, String> fields, Map<Role, String> best, String line, Draft d, Clues clues) {
        String time = best.get(Role.TIME);
        if (time != null) {
            clues.timestamp(fields.getOrDefault(time, ""), 0, d);
            if (clues.stamp.month == 0 && !clues.stamp.epoch) {
                dated(fields, fields.getOrDefault(time, ""), d, clues);
            }
            nanos(fields, time, d);
        }
        String level = best.get(Role.LEVEL);
        d.severity = level == null ? null : level(level, fields.getOrDefault(level, ""));
        d.logger = value(fields, best, Role.LOGGER);
        d.component = value(fields, best, Role.COMPONENT);
        d.host = value(fields, best, Role.HOST);
        d.environment = value(fields, best, Role.ENVIRONMENT);
        d.release = value(fields, best, Role.RELEASE);
        d.operationId = value(fields, best, Role.OPERATION);
        String trace = value(fields, best, Role.TRACE);
        d.traceId = trace == null ? null : trace.substring(trace.lastIndexOf('/') + 1);
        d.exceptionType = value(fields, best, Role.EXCEPTION_TYPE);
        d.exceptionMessage = value(fields, best, Role.EXCEPTION_MESSAGE);
        d.stackTrace = value(fields, best, Role.STACK);
        if (d.component == null && fields.containsKey("v") && fields.containsKey("pid") && fields.containsKey("name")) {
            // bunyan: the name is the program's
            d.component = fields.get("name");
        }
        String message = value(fields, best, Role.MESSAGE);
        if (message == null) {
            message = d.exceptionMessage == null ? line : d.exceptionMessage;
        }
        d.message(message.indexOf(27) >= 0 ? Ansi.strip(message) : message, 0);
        d.structured = true;
    }

    /** A time of day belongs to the date that stands in a field of its own. */
    private static void dated(Map<String, String> fields, String time, Draft d, Clues clues) {
        for (Map.Entry<String, String> e : fields.entrySet()) {
            if (e.getKey().toLowerCase(Locale.ROOT).endsWith("date")
                    && clues.timestamp(e.getValue() + " " + time, 0, d) > 0) {
                return;
            }
        }
        clues.timestamp(time, 0, d);
    }

    private static void nanos(Map<String, String> fields, String time, Draft d) {
        boolean log4j = time.endsWith("epochSecond");
        String nanos = log4j
                ? fields.get(time.replace("epochSecond", "nanoOfSecond"))
                : time.endsWith("seconds") ? fields.get(time.replace("seconds", "nanos")) : null;
        java.time.Instant at = d.timestamp;
        if (nanos != null && at != null && nanos.length() <= 9 && Text.isNumber(nanos, 0, nanos.length())) {
            d.timestamp = at.plusNanos(Text.longNumber(nanos, 0, nanos.length()));
        }
    }

    private static @Nullable String value(Map<String, String> fields, Map<Role, String> best, Role role) {
        String key = best.get(role);
        return key == null ? null : fields.get(key);
    }

    private static @Nullable Severity level(String key, String value) {
        int length = value.length();
        if (length == 0 || length > 24) {
            return null;
        }
        if (!Text.isNumber(value, 0, length)) {
            // Go's slog counts between its levels: DEBUG+2
            int step = Math.max(value.indexOf('+'), value.indexOf('-'));
            if (step > 3 && Text.isNumber(value, step + 1, length)) {
                return Severities.word(value.substring(0, step));
            }
            int colon = value.lastIndexOf('.');
            // MongoDB's debug levels
            boolean debug = length == 2 && value.charAt(0) == 'D' && Text.isDigit(value.charAt(1));
            return length == 1 || debug
                    ? Severities.letter(Character.toUpperCase(value.charAt(0)))
                    : Severities.word(colon < 0 ? value : value.substring(colon + 1));
        }
        if (length > 6) {
            return null;
        }
        int n = Integer.parseInt(value);
        String name = normal(key);
        if (name.endsWith("severitynumber")) {
            return Severity.ofNumber(n).orElse(null);
        }
        if (name.endsWith("levelno")) {
            return Severities.number(n + 10);
        }
        return Severities.number(n);
    }
}
