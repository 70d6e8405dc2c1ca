package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What operations said by a moment, told from what they say since: those that have begun after it, and outcomes that
 * became known after it. An outcome that nobody dated is known once it has matured.
 *
 * @param at in whole seconds
 * @param maturity how long after its begin an operation's undated outcome counts as known
 */
public record OperationCut(Instant at, Duration maturity) {
    private static final DateTimeFormatter SQL =
            DateTimeFormatter.ofPattern("'TIMESTAMP '''uuuu-MM-dd HH:mm:ss''", Locale.ROOT);

    public OperationCut {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether something about an operation became known after the moment, or will. */
    public boolean open(Operation op) {
        if (op.at().isAfter(at)) {
            return true;
        }
        if (op.outcome().isEmpty()) {
            return false;
        }
        Instant dated = op.knownAt() != null ? op.knownAt() : op.finishedAt();
        return (dated == null ? op.at().plus(maturity) : dated).isAfter(at);
    }

    /** The same of the rows. */
    String isOpen() {
        return "(ts > " + sql(at) + " OR (outcome IS NOT NULL AND (coalesce(known_at, finished_at) > " + sql(at)
                + " OR (known_at IS NULL AND finished_at IS NULL AND ts > " + sql(at.minus(maturity)) + "))))";
    }

    /** Count and hash of the rows as they were at the moment. */
    String fingerprint() {
        // A failure found after it had counted as a success is no news that could be left out: it has been learned as
        // one.
        String later = "outcome IS NOT NULL AND coalesce(known_at, finished_at) > " + sql(at) + " AND NOT (outcome = '"
                + Outcome.FAILED.text() + "' AND ts <= " + sql(at.minus(maturity)) + ")";
        return "SELECT count(*) || '-' || coalesce(bit_xor(hash(id, kind, component, environment, actor, ts, attributes,"
                + " scored, CASE WHEN " + later + " THEN NULL ELSE outcome END, CASE WHEN " + later
                + " THEN NULL ELSE finished_at END, CASE WHEN " + later + " THEN NULL ELSE known_at END)), 0)"
                + " FROM operations WHERE ts <= " + sql(at);
    }

    private static String sql(Instant at) {
        return SQL.format(at.atZone(ZoneOffset.UTC));
    }
}
