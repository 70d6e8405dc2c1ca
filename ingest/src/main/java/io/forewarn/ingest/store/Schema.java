package io.forewarn.ingest.store;

import java.sql.SQLException;
import java.util.List;

/**
 * The tables, as a list of steps: a file at version n has had the first n. A step, once released, is never changed;
 * what is new is a new step at the end. Times are UTC.
 */
final class Schema {
    static final List<String> STEPS =
            List.of("""
            CREATE TABLE imports(id BIGINT PRIMARY KEY, source VARCHAR NOT NULL, content_hash VARCHAR NOT NULL,
              head_hash VARCHAR NOT NULL, kind VARCHAR NOT NULL, started_at TIMESTAMP NOT NULL, finished_at TIMESTAMP,
              status VARCHAR NOT NULL, bytes BIGINT NOT NULL, lines BIGINT NOT NULL, records BIGINT NOT NULL,
              stored BIGINT NOT NULL, rejected VARCHAR NOT NULL, first_rejects VARCHAR NOT NULL, redactions VARCHAR NOT NULL);
            CREATE TABLE events(import_id BIGINT NOT NULL, ordinal BIGINT NOT NULL, ts TIMESTAMP, severity TINYINT,
              component VARCHAR NOT NULL, environment VARCHAR, host VARCHAR, logger VARCHAR, message VARCHAR NOT NULL,
              shape_id BIGINT NOT NULL, exception_type VARCHAR, exception_message VARCHAR, frames VARCHAR,
              trace_id VARCHAR, operation_id VARCHAR, release VARCHAR, attributes VARCHAR, format VARCHAR NOT NULL,
              first_line BIGINT NOT NULL, last_line BIGINT NOT NULL);
            CREATE TABLE shapes(id BIGINT PRIMARY KEY, text VARCHAR NOT NULL);
            CREATE TABLE shape_templates(shape_id BIGINT NOT NULL, template_id BIGINT NOT NULL);
            CREATE TABLE templates(id BIGINT NOT NULL, text VARCHAR NOT NULL, count BIGINT NOT NULL,
              first_seen TIMESTAMP, last_seen TIMESTAMP);
            CREATE TABLE issues(id VARCHAR PRIMARY KEY, fingerprint VARCHAR NOT NULL, grouping_version VARCHAR NOT NULL,
              title VARCHAR NOT NULL, why VARCHAR NOT NULL, component VARCHAR NOT NULL, error_class VARCHAR NOT NULL,
              confidence DOUBLE NOT NULL, transience VARCHAR NOT NULL, severity TINYINT NOT NULL, status VARCHAR NOT NULL,
              first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, count BIGINT NOT NULL, exception_type VARCHAR,
              template_id BIGINT NOT NULL, because VARCHAR NOT NULL, corrected BOOLEAN NOT NULL);
            CREATE TABLE event_issues(import_id BIGINT NOT NULL, ordinal BIGINT NOT NULL, issue_id VARCHAR NOT NULL);
            CREATE TABLE issue_corrections(issue_id VARCHAR NOT NULL, error_class VARCHAR NOT NULL,
              ts TIMESTAMP NOT NULL, note VARCHAR);
            CREATE TABLE operations(id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, component VARCHAR NOT NULL,
              environment VARCHAR, actor VARCHAR, ts TIMESTAMP NOT NULL, attributes VARCHAR NOT NULL, outcome VARCHAR,
              finished_at TIMESTAMP, known_at TIMESTAMP, scored BOOLEAN NOT NULL);
            CREATE TABLE operation_evidence(operation_id VARCHAR PRIMARY KEY, exit_status INTEGER, output VARCHAR NOT NULL);
            CREATE TABLE repairs(id VARCHAR PRIMARY KEY, ts TIMESTAMP NOT NULL, component VARCHAR NOT NULL,
              operation_id VARCHAR, actor VARCHAR, action VARCHAR NOT NULL, worked BOOLEAN);
            CREATE TABLE predictions(id VARCHAR PRIMARY KEY, operation_id VARCHAR, ts TIMESTAMP NOT NULL,
              kind VARCHAR NOT NULL, component VARCHAR NOT NULL, risk DOUBLE NOT NULL, low DOUBLE NOT NULL,
              high DOUBLE NOT NULL, base_rate DOUBLE NOT NULL, level VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
              model_version VARCHAR NOT NULL, abstained BOOLEAN NOT NULL, request VARCHAR NOT NULL,
              answer VARCHAR NOT NULL, features VARCHAR NOT NULL, acted_on BOOLEAN NOT NULL);
            CREATE TABLE suggestions(id VARCHAR PRIMARY KEY, issue_id VARCHAR, prediction_id VARCHAR,
              operation_id VARCHAR, error_class VARCHAR NOT NULL, component VARCHAR NOT NULL, source VARCHAR NOT NULL,
              key VARCHAR NOT NULL, title VARCHAR NOT NULL, steps VARCHAR NOT NULL, evidence VARCHAR NOT NULL,
              confidence DOUBLE NOT NULL, created_at TIMESTAMP NOT NULL);
            CREATE TABLE attempts(id VARCHAR PRIMARY KEY, suggestion_id VARCHAR NOT NULL, ts TIMESTAMP NOT NULL,
              result VARCHAR NOT NULL, by_whom VARCHAR, note VARCHAR);
            """, """
            -- Messages are most of the file: as zstd they take a third of the space and half of the time.
            CREATE TABLE events_now(import_id BIGINT NOT NULL, ordinal BIGINT NOT NULL, ts TIMESTAMP, severity TINYINT,
              component VARCHAR NOT NULL, environment VARCHAR, host VARCHAR, logger VARCHAR,
              message VARCHAR NOT NULL USING COMPRESSION zstd, shape_id BIGINT NOT NULL, exception_type VARCHAR,
              exception_message VARCHAR, frames VARCHAR, trace_id VARCHAR,
              operation_id VARCHAR, release VARCHAR, attributes VARCHAR, format VARCHAR NOT NULL,
              first_line BIGINT NOT NULL, last_line BIGINT NOT NULL);
            INSERT INTO events_now SELECT * FROM events;
            DROP TABLE events;
            ALTER TABLE events_now RENAME TO events;
            CREATE TABLE template_drift(ts TIMESTAMP NOT NULL, change VARCHAR NOT NULL, template_id BIGINT NOT NULL,
              text VARCHAR NOT NULL, others VARCHAR NOT NULL);
            """, """
            CREATE TABLE erasures(import_id BIGINT NOT NULL, ts TIMESTAMP NOT NULL, events BIGINT NOT NULL);
            CREATE TABLE key_epochs(epoch VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, since TIMESTAMP NOT NULL,
              ended TIMESTAMP, ending VARCHAR);
            """, Rollups.TABLES, """
            CREATE TABLE issue_rules(id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, issue_id VARCHAR NOT NULL,
              target VARCHAR, field VARCHAR, value VARCHAR, ts TIMESTAMP NOT NULL);
            """, """
            CREATE TABLE deliveries(key VARCHAR PRIMARY KEY, operation_id VARCHAR NOT NULL);
            """, DerivedOperations.TABLE, """
            CREATE TABLE issue_vectors(issue_id VARCHAR NOT NULL, model VARCHAR NOT NULL, title VARCHAR NOT NULL,
              vector BLOB NOT NULL);
            """, """
            CREATE TABLE reported_outcomes(operation_id VARCHAR PRIMARY KEY);
            """, """
            -- A checkpoint writes the last 122,880 rows anew, nine kilobytes each: a third of the time as zstd.
            CREATE TABLE predictions_now(id VARCHAR PRIMARY KEY, operation_id VARCHAR, ts TIMESTAMP NOT NULL,
              kind VARCHAR NOT NULL, component VARCHAR NOT NULL, risk DOUBLE NOT NULL, low DOUBLE NOT NULL,
              high DOUBLE NOT NULL, base_rate DOUBLE NOT NULL, level VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
              model_version VARCHAR NOT NULL, abstained BOOLEAN NOT NULL,
              request VARCHAR NOT NULL USING COMPRESSION zstd, answer VARCHAR NOT NULL USING COMPRESSION zstd,
              features VARCHAR NOT NULL USING COMPRESSION zstd, acted_on BOOLEAN NOT NULL);
            INSERT INTO predictions_now SELECT * FROM predictions;
            DROP TABLE predictions;
            ALTER TABLE predictions_now RENAME TO predictions;
            """);

    private Schema() {}

    /**
     * Brings the file to the newest version.
     *
     * @throws IllegalStateException where the file is newer than this program
     */
    static void migrate(Session session) throws SQLException {
        session.execute("CREATE TABLE IF NOT EXISTS schema_version(version INTEGER NOT NULL)");
        long version = session.number("SELECT max(version) FROM schema_version");
        if (version > STEPS.size()) {
            throw new IllegalStateException("it has schema version " + version + ", this program knows up to "
                    + STEPS.size() + "; use a newer Forewarn or another FOREWARN_HOME");
        }
        for (long next = version; next < STEPS.size(); next++) {
            session.execute(STEPS.get((int) next));
            session.update("INSERT INTO schema_version VALUES (?)", next + 1);
        }
    }
}
