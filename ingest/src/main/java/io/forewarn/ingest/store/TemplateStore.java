package io.forewarn.ingest.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/**
 * Shapes and the templates worked out from them. Counts are those of the stored events, never a running total, so that
 * an interrupted import, a repeated one or a deletion cannot make them drift.
 */
public final class TemplateStore {
    private static final String SELECT = "SELECT id, text, count, first_seen, last_seen FROM templates";

    private final Database database;

    TemplateStore(Database database) {
        this.database = database;
    }

    /** All shapes with their counts, by id: from these a miner starts again where it was. */
    public List<ShapeRow> shapes() {
        return database.read(s -> s.list(
                r -> new ShapeRow(r.number(1), r.text(2), r.number(3)),
                "SELECT s.id, s.text, coalesce(e.n, 0) FROM shapes s"
                        + " LEFT JOIN (SELECT shape_id, count(*) AS n FROM events GROUP BY shape_id) e ON e.shape_id = s.id"
                        + " ORDER BY s.id"));
    }

    /**
     * What each component first logged from a moment on, by shape: templates are worked out anew as lines come, so that
     * which of them is new depends on what is known later. Events that state no time are in none.
     */
    public List<ShapeFirst> firsts(Instant from) {
        return database.read(s -> s.list(
                r -> new ShapeFirst(r.text(1), r.number(2), r.instant(3)),
                "SELECT component, shape_id, min(ts) FROM events WHERE ts >= ? GROUP BY ALL ORDER BY ALL",
                from));
    }

    /** Adds shapes; the text of those already there is replaced. */
    static void addShapes(Session s, Map<Long, String> textById) throws SQLException {
        if (textById.isEmpty()) {
            return;
        }
        s.stage("stage_shapes", "id BIGINT, text VARCHAR");
        try (DuckDBAppender a = s.staged("stage_shapes")) {
            for (Map.Entry<Long, String> shape : textById.entrySet()) {
                a.beginRow();
                a.append((long) shape.getKey()).append(shape.getValue());
                a.endRow();
            }
        }
        s.execute("INSERT INTO shapes SELECT * FROM stage_shapes ON CONFLICT (id) DO UPDATE SET text = excluded.text");
    }

    /** Which shape belongs to which template now, by shape. */
    public List<TemplateAssignment> assignments() {
        return database.read(s -> s.list(
                r -> new TemplateAssignment(r.number(1), r.number(2), r.text(3)),
                "SELECT a.shape_id, a.template_id, t.text FROM shape_templates a JOIN templates t ON t.id = a.template_id"
                        + " ORDER BY a.shape_id"));
    }

    /** What changed after the first import, newest first. */
    public List<TemplateDrift> drift(int limit, long offset) {
        return database.read(s -> s.list(
                r -> new TemplateDrift(
                        r.instant(1),
                        r.text(2),
                        r.number(3),
                        r.text(4),
                        Json.read(r.text(5), new TypeReference<List<String>>() {})),
                "SELECT ts, change, template_id, text, others FROM template_drift ORDER BY ts DESC, text LIMIT ? OFFSET ?",
                limit,
                offset));
    }

    /** Replaces the templates, in one transaction; counts and times come from the stored events. */
    public void assign(Collection<TemplateAssignment> assignments) {
        assign(assignments, List.of());
    }

    /** The same, and keeps what changed by it. */
    public void assign(Collection<TemplateAssignment> assignments, List<TemplateDrift> drift) {
        database.write(s -> {
            for (TemplateDrift d : drift) {
                s.update(
                        "INSERT INTO template_drift VALUES (?, ?, ?, ?, ?)",
                        d.at(),
                        d.change(),
                        d.templateId(),
                        d.text(),
                        Json.write(d.before()));
            }
            s.stage("stage_templates", "shape_id BIGINT, template_id BIGINT, text VARCHAR");
            try (DuckDBAppender a = s.staged("stage_templates")) {
                for (TemplateAssignment t : assignments) {
                    a.beginRow();
                    a.append(t.shapeId()).append(t.templateId()).append(t.templateText());
                    a.endRow();
                }
            }
            s.execute("DELETE FROM shape_templates");
            s.execute("INSERT INTO shape_templates SELECT shape_id, template_id FROM stage_templates ORDER BY ALL");
            s.execute("DELETE FROM templates");
            s.execute("""
                    INSERT INTO templates SELECT n.template_id, min(n.text), sum(e.n)::BIGINT, min(e.first_seen), max(e.last_seen)
                    FROM stage_templates n JOIN (SELECT shape_id, count(*) AS n, min(ts) AS first_seen, max(ts) AS last_seen
                      FROM events GROUP BY shape_id) e ON e.shape_id = n.shape_id GROUP BY n.template_id
                    """);
            return true;
        });
    }

    /** True where events were stored since the templates were last worked out. */
    public boolean stale() {
        return database.read(
                        s -> s.number(
                                "SELECT (SELECT count(*) FROM events) - (SELECT coalesce(sum(count), 0)::BIGINT FROM templates)"))
                != 0;
    }

    /** The most frequent first. */
    public List<TemplateRow> page(int limit, long offset) {
        return database.read(
                s -> s.list(TemplateStore::row, SELECT + " ORDER BY count DESC, id LIMIT ? OFFSET ?", limit, offset));
    }

    public Optional<TemplateRow> find(long id) {
        return database.read(s -> s.first(TemplateStore::row, SELECT + " WHERE id = ?", id));
    }

    public long count() {
        return database.read(s -> s.number("SELECT count(*) FROM templates"));
    }

    private static TemplateRow row(Row r) throws SQLException {
        return new TemplateRow(r.number(1), r.text(2), r.number(3), r.maybeInstant(4), r.maybeInstant(5));
    }
}
