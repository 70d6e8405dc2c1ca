package io.forewarn.ingest.store;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be exported, with the columns of each; to export another thing is a constant here. */
@SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
public enum ExportKind {
    EVENTS(
            "events e LEFT JOIN shape_templates t ON t.shape_id = e.shape_id",
            "e.import_id, e.ordinal",
            "e.ts",
            "e.component",
            null,
            "e.severity",
            List.of(
                    text("id", "e.import_id || '-' || e.ordinal"),
                    time("timestamp", "e.ts"),
                    text("severity", severity("e.severity")),
                    number("severity_number", "e.severity"),
                    text("component", "e.component"),
                    text("environment", "e.environment"),
                    text("host", "e.host"),
                    text("logger", "e.logger"),
                    text("message", "e.message"),
                    text("template_id", hex("coalesce(t.template_id, e.shape_id)")),
                    text("exception_type", "e.exception_type"),
                    text("exception_message", "e.exception_message"),
                    new Column("frames", "e.frames", Shape.FRAMES),
                    text("trace_id", "e.trace_id"),
                    text("operation_id", "e.operation_id"),
                    text("release", "e.release"),
                    new Column("attributes", "e.attributes", Shape.MAP),
                    text("format", "e.format"),
                    number("import_id", "e.import_id"),
                    number("first_line", "e.first_line"),
                    number("last_line", "e.last_line"))),
    ISSUES(
            "issues",
            "first_seen, id",
            "last_seen",
            "component",
            null,
            "severity",
            List.of(
                    text("id", "id"),
                    text("title", "title"),
                    text("status", "status"),
                    text("component", "component"),
                    text("error_class", "error_class"),
                    number("confidence", "confidence"),
                    text("transient", "transience"),
                    text("severity", severity("severity")),
                    time("first_seen", "first_seen"),
                    time("last_seen", "last_seen"),
                    number("count", "count"),
                    text("exception_type", "exception_type"),
                    text("fingerprint", "fingerprint"),
                    text("grouping_version", "grouping_version"),
                    text("why", "why"),
                    text("because", "because"))),
    OPERATIONS(
            "operations",
            "ts, id",
            "ts",
            "component",
            "kind",
            null,
            List.of(
                    text("id", "id"),
                    text("kind", "kind"),
                    text("component", "component"),
                    text("environment", "environment"),
                    text("actor", "actor"),
                    time("at", "ts"),
                    text("outcome", "outcome"),
                    time("finished_at", "finished_at"),
                    time("known_at", "known_at"),
                    new Column("attributes", "attributes", Shape.JSON))),
    PREDICTIONS(
            "predictions",
            "ts, id",
            "ts",
            "component",
            "kind",
            null,
            List.of(
                    text("id", "id"),
                    text("operation_id", "operation_id"),
                    time("at", "ts"),
                    text("kind", "kind"),
                    text("component", "component"),
                    number("risk", "risk"),
                    number("low", "low"),
                    number("high", "high"),
                    number("base_rate", "base_rate"),
                    text("level", "level"),
                    text("verdict", "verdict"),
                    text("model_version", "model_version"),
                    number("abstained", "abstained"),
                    number("acted_on", "acted_on"),
                    new Column("answer", "answer", Shape.JSON))),
    TEMPLATES(
            "templates",
            "count DESC, id",
            "last_seen",
            null,
            null,
            null,
            List.of(
                    text("id", hex("id")),
                    text("template", "text"),
                    number("count", "count"),
                    time("first_seen", "first_seen"),
                    time("last_seen", "last_seen"))),
    SUGGESTIONS(
            "suggestions s LEFT JOIN (SELECT suggestion_id, count(*) AS tried,"
                    + " count(*) FILTER (result = 'worked') AS worked, count(*) FILTER (result = 'did_not') AS failed"
                    + " FROM attempts GROUP BY suggestion_id) a ON a.suggestion_id = s.id",
            "s.created_at, s.id",
            "s.created_at",
            "s.component",
            "s.source",
            null,
            List.of(
                    text("id", "s.id"),
                    text("issue_id", "s.issue_id"),
                    text("prediction_id", "s.prediction_id"),
                    text("operation_id", "s.operation_id"),
                    text("component", "s.component"),
                    text("error_class", "s.error_class"),
                    text("source", "s.source"),
                    text("key", "s.key"),
                    text("title", "s.title"),
                    new Column("steps", "s.steps", Shape.JSON),
                    new Column("evidence", "s.evidence", Shape.JSON),
                    number("confidence", "s.confidence"),
                    time("created_at", "s.created_at"),
                    number("tried", "coalesce(a.tried, 0)"),
                    number("worked", "coalesce(a.worked, 0)"),
                    number("failed", "coalesce(a.failed, 0)")));

    /** What a column holds. */
    enum Shape {
        TEXT,
        NUMBER,
        TIME,
        MAP,
        FRAMES,
        JSON
    }

    /** One column: its name outside, how it is computed, what it holds. */
    record Column(String name, String sql, Shape shape) {}

    final String tables;
    final String order;
    final String time;
    final @Nullable String component;
    final @Nullable String kind;
    final @Nullable String severity;
    final List<Column> columns;

    ExportKind(
            String tables,
            String order,
            String time,
            @Nullable String component,
            @Nullable String kind,
            @Nullable String severity,
            List<Column> columns) {
        this.tables = tables;
        this.order = order;
        this.time = time;
        this.component = component;
        this.kind = kind;
        this.severity = severity;
        this.columns = columns;
    }

    /** Lower-case name. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Column text(String name, String sql) {
        return new Column(name, sql, Shape.TEXT);
    }

    private static Column number(String name, String sql) {
        return new Column(name, sql, Shape.NUMBER);
    }

    private static Column time(String name, String sql) {
        return new Column(name, sql, Shape.TIME);
    }

    private static String hex(String id) {
        return "lpad(lower(hex(" + id + ")), 16, '0')";
    }

    private static String severity(String number) {
        return "CASE WHEN " + number + " BETWEEN 1 AND 24 THEN ['trace', 'debug', 'info', 'warn', 'error', 'fatal'][("
                + number + " - 1) // 4 + 1] END";
    }
}
