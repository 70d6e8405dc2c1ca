package io.forewarn.cli;

import io.forewarn.ingest.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says how far an import is, once it has taken two seconds: a bar that a person watches, else a line now and then. */
final class ImportProgress implements Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final int WIDTH = 24;

    private final Terminal terminal;
    private final Clock clock;
    private final Instant start;
    private Instant last;
    private boolean drawn;

    ImportProgress(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.last = start;
    }

    @Override
    public void at(State s) {
        Instant now = clock.instant();
        boolean bar = terminal.interactive();
        if (Duration.between(last, now).compareTo(bar && drawn ? REDRAW : PATIENCE) < 0) {
            return;
        }
        last = now;
        double seconds = Math.max(0.001, Duration.between(start, now).toMillis() / 1000.0);
        String line = "file " + s.file() + " of " + s.files() + ": " + size(s) + ", " + Words.count(s.lines())
                + " lines, " + Words.count((long) (s.lines() / seconds)) + " lines/s, " + left(s, seconds)
                + Words.count(s.rejected()) + " rejected so far";
        if (bar) {
            terminal.err().print("\r\033[K" + bar(s) + line);
            terminal.err().flush();
            drawn = true;
        } else {
            terminal.note("  " + line);
        }
    }

    /** Wipes the bar, so that results begin on a line of their own. */
    void done() {
        if (drawn) {
            terminal.err().print("\r\033[K");
            terminal.err().flush();
            drawn = false;
        }
    }

    private static String size(State s) {
        return Words.count(s.bytes() >> 20) + (s.total() > 0 ? " of " + Words.count(s.total() >> 20) : "") + " MB";
    }

    private static String left(State s, double seconds) {
        if (s.total() <= s.bytes() || s.bytes() == 0) {
            return "";
        }
        long left = Math.round((s.total() - s.bytes()) / (s.bytes() / seconds));
        return left < 60 ? left + " s left, " : (left / 60) + " min " + (left % 60) + " s left, ";
    }

    private static String bar(State s) {
        if (s.total() <= 0) {
            return "";
        }
        int full = (int) (WIDTH * Math.min(s.bytes(), s.total()) / s.total());
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] ";
    }
}
