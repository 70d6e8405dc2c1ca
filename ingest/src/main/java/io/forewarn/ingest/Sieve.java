package io.forewarn.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the records of a window through, except those of windows imported before. A record without a time is taken to be
 * of the time of the record before it. Asked once for each record, in the order of the file.
 */
final class Sieve {
    static final String OUTSIDE = "outside --since and --until, or imported before";

    private final Window wanted;
    private final List<Window> before;
    private final boolean everything;
    private @Nullable Instant last;

    Sieve(Window wanted, List<Window> before) {
        this.wanted = wanted;
        this.before = List.copyOf(before);
        this.everything = wanted.equals(Window.all()) && before.isEmpty();
    }

    boolean keeps(@Nullable Instant at) {
        if (everything) {
            return true;
        }
        last = at == null ? last : at;
        Instant time = last;
        return time == null
                ? before.isEmpty()
                : wanted.contains(time) && before.stream().noneMatch(w -> w.contains(time));
    }
}
