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

    /** What an earlier import took: the records of a window, up to a line. */
    record Before(Window window, long lines) {}

    private final Window wanted;
    private final List<Before> before;
    private final boolean everything;
    private @Nullable Instant last;

    /** The windows of which all was taken. */
    static List<Window> whole(List<Before> before) {
        return before.stream()
                .filter(b -> b.lines() == Long.MAX_VALUE)
                .map(Before::window)
                .toList();
    }

    Sieve(Window wanted, List<Before> before) {
        this.wanted = wanted;
        this.before = List.copyOf(before);
        this.everything = wanted.equals(Window.all()) && before.isEmpty();
    }

    /** @param lastLine of the record */
    boolean keeps(@Nullable Instant at, long lastLine) {
        if (everything) {
            return true;
        }
        last = at == null ? last : at;
        Instant time = last;
        return time == null
                ? before.stream().noneMatch(b -> lastLine <= b.lines())
                : wanted.contains(time)
                        && before.stream()
                                .noneMatch(
                                        b -> lastLine <= b.lines() && b.window().contains(time));
    }
}
