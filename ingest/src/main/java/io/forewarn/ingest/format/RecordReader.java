package io.forewarn.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one source, in the order of their first lines. Every physical line becomes part of a record or
 * is counted as rejected; memory is bounded by the options' caps, whatever the input.
 */
public final class RecordReader implements AutoCloseable {
    private static final int WINDOW_LINES = 2000;
    private static final int WINDOW_CHARS = 1 << 19;

    /** A line of the window, or a rejected one. */
    private record Buffered(String text, long number, boolean continues) {}

    private final InputStream raw;
    private final @Nullable LineReader lines;
    private final ReadOptions options;
    private final ReadCounts counts = new ReadCounts();
    private final ArrayDeque<Buffered> window = new ArrayDeque<>();
    private final ArrayDeque<RawRecord> ready = new ArrayDeque<>();
    private final Clues clues;
    private @Nullable Stitcher stitcher;
    private final List<String> head;
    private long number;
    private boolean exhausted;
    private @Nullable IOException broken;

    private RecordReader(
            InputStream raw,
            @Nullable InputStream text,
            Source source,
            ReadOptions options,
            List<String> head,
            long before) {
        this.raw = raw;
        this.head = head;
        this.number = before;
        this.options = options;
        this.lines = text == null ? null : new LineReader(text, options.maxLineBytes());
        this.clues = new Clues(options.zone(), source.modified());
    }

    /**
     * Opens a source; nothing is read before {@link #next}.
     *
     * @throws IOException if the source cannot be opened or its compression is broken at the start
     */
    public static RecordReader open(Source source, ReadOptions options) throws IOException {
        return open(source, options, List.of(), 0);
    }

    /**
     * Opens a piece from the middle of a log that grows.
     *
     * @param head the log's first lines: they say what the format is and what its columns are called; their records are
     *     not given again
     * @param before physical lines in front of the piece
     */
    public static RecordReader resume(Source piece, ReadOptions options, List<String> head, long before)
            throws IOException {
        return open(piece, options, head, before);
    }

    private static RecordReader open(Source source, ReadOptions options, List<String> head, long before)
            throws IOException {
        InputStream raw = source.open();
        try {
            return new RecordReader(raw, Encodings.utf8(raw), source, options, List.copyOf(head), before);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** What was read so far. */
    public ReadCounts counts() {
        return counts;
    }

    /**
     * The next record, or null at the end.
     *
     * @throws IOException if reading fails, after all that came before was handed out
     */
    public @Nullable RawRecord next() throws IOException {
        if (!ready.isEmpty()) {
            return ready.poll();
        }
        if (lines == null) {
            rejectWhole();
            return null;
        }
        Stitcher s = stitcher == null ? detect(lines) : stitcher;
        stitcher = s;
        while (ready.isEmpty()) {
            Draft draft = s.poll();
            if (draft != null) {
                RawRecord first = Finishing.first(draft);
                counts.addRecord();
                if (draft.siblings.isEmpty()) {
                    s.done(draft);
                    return first;
                }
                ready.add(first);
                for (RawRecord r : Finishing.others(draft)) {
                    counts.addRecord();
                    ready.add(r);
                }
            } else if (!feed(lines, s)) {
                if (exhausted) {
                    IOException fault = broken;
                    if (fault != null) {
                        throw fault;
                    }
                    return null;
                }
                exhausted = true;
                s.end();
            }
        }
        return ready.poll();
    }

    private void rejectWhole() {
        if (!exhausted) {
            exhausted = true;
            counts.addLine();
            counts.reject("binary file", 1);
        }
    }

    private boolean feed(LineReader reader, Stitcher s) {
        Buffered b = window.poll();
        if (b != null) {
            s.line(b.text(), b.number(), b.continues(), null);
            return true;
        }
        while (read(reader)) {
            if (reader.rejected == null) {
                s.line(reader.text, number, reader.continues, reader.folded);
                return true;
            }
        }
        return false;
    }

    /** Reads one physical line (or part) and counts it. */
    private boolean read(LineReader reader) {
        try {
            if (broken != null || !reader.next()) {
                return false;
            }
        } catch (IOException e) {
            // what is being stitched is given out first, then the fault
            broken = e;
            return false;
        }
        counts.addBytes(reader.bytes);
        if (!reader.continues) {
            number++;
            counts.addLine();
        }
        String reason = reader.rejected;
        if (reason != null && !reader.part) {
            counts.reject(reason, number);
        }
        return true;
    }

    private Stitcher detect(LineReader reader) {
        List<String> sample = new ArrayList<>(head);
        int chars = 0;
        boolean whole = false;
        while (sample.size() < WINDOW_LINES && chars < WINDOW_CHARS) {
            if (!read(reader)) {
                whole = true;
                break;
            }
            if (reader.rejected == null) {
                chars += reader.text.length();
                window.add(new Buffered(reader.text, number, reader.continues));
                sample.add(reader.text);
            }
        }
        Stitcher s = Detection.of(sample, whole && head.isEmpty(), clues, options, counts);
        for (String line : head) {
            if (!Text.isBlank(line)) {
                s.line(line, 0, false, null);
            }
        }
        s.settle();
        return s;
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
