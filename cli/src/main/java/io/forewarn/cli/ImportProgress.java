package io.forewarn.cli;

import io.forewarn.ingest.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says how far an import is, once it has taken two seconds. */
final class ImportProgress implements Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final Clock clock;
    private final Instant start;
    private Instant last;

    ImportProgress(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.last = start;
    }

    @Override
    public void at(State s) {
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(PATIENCE) < 0) {
            return;
        }
        last = now;
        double seconds = Math.max(0.001, Duration.between(start, now).toMillis() / 1000.0);
        terminal.note("  file " + s.file() + " of " + s.files() + ": " + Words.count(s.bytes() >> 20) + " MB, "
                + Words.count(s.lines()) + " lines, " + Words.count((long) (s.lines() / seconds)) + " lines/s, "
                + Words.count(s.rejected()) + " rejected so far");
    }
}
