package io.forewarn.ingest.format;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines to drafts of records: decides which line starts a record, which continues one and which joins an earlier one.
 * Drafts leave in the order of their first lines.
 */
final class Stitcher {
    /** Lines that a record waits for parts that name its process; services write them close together. */
    private static final int LINGER = 32;

    /** Lines after which a silent stream's open record ends, so that it does not hold back the others. */
    private static final int SILENCE = 500;

    /** Lines by which a record may pass its cap, so that a private key in it stays whole; a half would not be known. */
    private static final int KEY_LINES = 200;

    private static final int LARGE = 16;
    private static final int MAX_LANES = 256;
    private static final int MAX_WAITING = 1024;

    private final List<LogFormat> formats;
    private final Clues clues;
    private final ReadOptions options;
    private final ReadCounts counts;
    private final Set<String> common;
    private final Unwrapping unwrapping;
    private final LinkedHashMap<String, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true);
    private final Lane only;
    private final ArrayDeque<Draft> waiting = new ArrayDeque<>();
    private final boolean forced;
    private long line;
    private boolean ended;
    private @Nullable Lane lastLane;

    Stitcher(
            List<LogFormat> formats,
            Clues clues,
            ReadOptions options,
            ReadCounts counts,
            Set<String> common,
            Unwrapping unwrapping) {
        this.formats = formats;
        this.clues = clues;
        this.options = options;
        this.counts = counts;
        this.common = common;
        this.unwrapping = unwrapping;
        this.forced = options.format() != null;
        this.only = new Lane(formats, clues, common, forced);
    }

    /**
     * Takes the next physical line.
     *
     * @param folded of the text, or null where that is not known
     */
    void line(String text, long number, boolean continuesLine, @Nullable FoldedLine folded) {
        line = number;
        if (continuesLine) {
            continueSplit(text);
            return;
        }
        if (unwrapping == Unwrapping.NONE) {
            into(only, text, null, folded);
            return;
        }
        Unwrapping.Inner inner = unwrapping.open(text, clues);
        if (inner == null) {
            // noise between the containers' lines
            into(only, text, null, folded);
            return;
        }
        into(lane(inner.key()), inner.text(), inner, null);
    }

    private Lane lane(String key) {
        Lane lane = lanes.get(key);
        if (lane == null) {
            if (lanes.size() >= MAX_LANES) {
                Iterator<Map.Entry<String, Lane>> oldest = lanes.entrySet().iterator();
                Draft open = oldest.next().getValue().open;
                if (open != null) {
                    open.closed = true;
                }
                oldest.remove();
            }
            lane = new Lane(formats, clues, common, forced);
            lanes.put(key, lane);
        }
        return lane;
    }

    private void into(Lane lane, String text, Unwrapping.@Nullable Inner outer, @Nullable FoldedLine folded) {
        lastLane = lane;
        String whole = text;
        long first = line;
        Unwrapping.Inner layer = outer;
        if (outer != null) {
            if (outer.partial() && lane.partialSize() < options.maxLineBytes()) {
                lane.keepPartial(text, line, outer);
                return;
            }
            first = lane.partialFirst(line);
            layer = lane.partialOuter(outer);
            whole = lane.takePartial(text);
        }
        place(lane, whole, first, layer, folded);
    }

    private void place(
            Lane lane, String text, long first, Unwrapping.@Nullable Inner outer, @Nullable FoldedLine folded) {
        if (lane.open != null && lane.open.closed) {
            lane.open = null;
        }
        Draft open = lane.open;
        if (Text.isBlank(text)) {
            if (open != null) {
                append(lane, open, "");
            } else if (outer != null) {
                start(lane, plain(""), first, outer);
            } else {
                counts.reject("blank line before any record", line);
            }
            return;
        }
        LineParser parser = open == null ? null : open.parser;
        if (open != null && parser != null && !isFull(open) && parser.continues(text, open)) {
            extend(open);
            return;
        }
        Draft head = lane.head(text, folded);
        if (head != null) {
            start(lane, head, first, outer);
        } else if (open == null || open.closed || startsAnew(open, text)) {
            start(lane, plain(text), first, outer);
        } else {
            append(lane, open, text);
        }
    }

    private static Draft plain(String text) {
        Draft plain = new Draft();
        plain.format = "plain";
        plain.weak = true;
        plain.message(text, 0);
        return plain;
    }

    private void append(Lane lane, Draft open, String text) {
        if (isFull(open) && !open.holdsOpenKey(options.maxRecordLines() + KEY_LINES)) {
            open.truncated = true;
            Draft next = open.continuation();
            next.message(text, 0);
            start(lane, next, line, null);
        } else {
            open.append(text);
            extend(open);
        }
    }

    private boolean isFull(Draft open) {
        long bytes = (open.large ? LARGE : 1L) * options.maxRecordBytes();
        return (open.lines >= options.maxRecordLines() && !open.document) || open.size() >= bytes;
    }

    private static boolean startsAnew(Draft open, String text) {
        if (open.weak) {
            return !PlainText.continues(open, text) && !isTraceOf(open, text);
        }
        boolean complete = PlainText.startsProcessCrash(text)
                || open.isStructured()
                || (open.severity != null && open.severity.number() < 13 && open.lines == 1);
        return complete && PlainText.startsCrash(text);
    }

    /** A failed test's or build step's exception follows its line unindented. */
    private static boolean isTraceOf(Draft open, String text) {
        return open.parser != null
                && (open.severity == null || open.severity.number() >= 13)
                && (Throwables.looksLikeHead(text) || text.startsWith("Traceback (most recent call last):"));
    }

    private void start(Lane lane, Draft d, long first, Unwrapping.@Nullable Inner outer) {
        d.firstLine = first;
        d.lastLine = line;
        d.lines = (int) Math.min(line - first + 1, Integer.MAX_VALUE);
        if (outer != null) {
            outer.into(d);
        }
        if (d.joins) {
            Draft target = target(d);
            if (target != null) {
                LineParser parser = target.parser;
                if (parser != null) {
                    parser.join(target, d);
                }
                target.lastLine = Math.max(target.lastLine, line);
                target.lines++;
                lane.open = target;
                target.closed = false;
                return;
            }
        }
        Draft before = lane.open;
        if (before != null) {
            before.closed = true;
        }
        lane.open = d;
        waiting.addLast(d);
    }

    private @Nullable Draft target(Draft part) {
        Iterator<Draft> latest = waiting.descendingIterator();
        while (latest.hasNext()) {
            Draft d = latest.next();
            if (d.format.equals(part.format) && d.joinKey != null && d.joinKey.equals(part.joinKey)) {
                return d.lines < options.maxRecordLines() ? d : null;
            }
        }
        return null;
    }

    private void extend(Draft open) {
        open.lastLine = line;
        open.lines++;
    }

    /** The rest of a line that was longer than the cap. */
    private void continueSplit(String text) {
        Lane lane = lastLane == null ? only : lastLane;
        Draft open = lane.open;
        Draft next = open == null ? new Draft() : open.continuation();
        if (open != null) {
            open.truncated = true;
            open.closed = true;
        } else {
            next.format = "plain";
            next.weak = true;
        }
        next.message(text, 0);
        start(lane, next, line, null);
    }

    /** Forgets what is open: the lines so far were only read to learn the formats and headers of the stream. */
    void settle() {
        waiting.clear();
        only.forget();
        lanes.values().forEach(Lane::forget);
        lastLane = null;
    }

    /** The next finished draft, or null if more lines are needed. */
    @Nullable Draft poll() {
        Draft first = waiting.peekFirst();
        if (first == null) {
            return null;
        }
        if (!first.closed && (waiting.size() > MAX_WAITING || line - first.lastLine > SILENCE)) {
            first.closed = true;
        }
        boolean lingers = first.joinKey != null && line - first.lastLine < LINGER && waiting.size() < MAX_WAITING;
        return ended || (first.closed && !lingers) ? waiting.pollFirst() : null;
    }

    /** Takes back what {@link #poll} gave, when nothing of it is needed any more. */
    void done(Draft draft) {
        // where there are several, one that has been silent may still hold a draft that was closed for it
        if (lanes.isEmpty()) {
            only.reuse(draft);
        }
    }

    void end() {
        for (Lane lane : lanes.values()) {
            if (lane.partialSize() > 0) {
                long first = lane.partialFirst(line);
                Unwrapping.Inner outer = lane.partialOuter(null);
                place(lane, lane.takePartial(""), first, outer, null);
            }
        }
        ended = true;
    }
}
