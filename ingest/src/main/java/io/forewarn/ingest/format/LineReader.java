package io.forewarn.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to physical lines in bounded memory: finds line ends in blocks, decodes each line once. A line longer than the
 * cap comes in parts.
 */
final class LineReader {
    private static final int BLOCK = 1 << 16;

    /** Bytes at the end of the buffer that are never filled: lines are looked at eight bytes at a time. */
    private static final int SPARE = 8;

    private final InputStream in;
    private final int maxLine;
    private byte[] buffer = new byte[2 * BLOCK + SPARE];
    private int start;
    private int limit;
    private boolean ended;
    private boolean inPart;
    private boolean begun;

    /** Old systems end lines with a carriage return alone. */
    private byte lineEnd = '\n';

    /** The line's text without its end; empty where {@link #rejected} says why. */
    String text = "";

    /** Bytes with the line end. */
    int bytes;

    /** True where this continues the line before, which was longer than the cap. */
    boolean continues;

    /** True where the line goes on in the next part. */
    boolean part;

    @Nullable String rejected;

    private final FoldedLine folding = new FoldedLine();

    /** The line without its end and its digits, or null where the text is not plain ASCII; good until the next. */
    @Nullable FoldedLine folded;

    LineReader(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    boolean next() throws IOException {
        continues = inPart;
        int scanned = start;
        while (true) {
            int end = indexOfLineEnd(scanned);
            if (end >= 0) {
                line(end, end + 1, false);
                return true;
            }
            // one byte more than fits: whether a character goes on there decides where to cut
            if (limit - start > maxLine) {
                int cut = LineCut.of(buffer, start, start + maxLine);
                line(cut, cut, true);
                return true;
            }
            scanned = limit;
            if (ended) {
                if (start == limit) {
                    return false;
                }
                line(limit, limit, false);
                return true;
            }
            int before = start;
            fill();
            scanned -= before - start;
        }
    }

    private int indexOfLineEnd(int from) {
        return EightBytes.indexOf(buffer, lineEnd, from, Math.min(limit, start + maxLine));
    }

    private void fill() throws IOException {
        if (start > 0 && (start == limit || room() < BLOCK)) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (room() < BLOCK) {
            byte[] larger = new byte[Math.max(buffer.length * 2, limit + BLOCK + SPARE)];
            System.arraycopy(buffer, 0, larger, 0, limit);
            buffer = larger;
        }
        int n = in.read(buffer, limit, room());
        if (n < 0) {
            ended = true;
        } else {
            limit += n;
            if (!begun) {
                begun = true;
                lineEnd = lineEnd();
            }
        }
    }

    private int room() {
        return buffer.length - SPARE - limit;
    }

    private byte lineEnd() {
        boolean carriageReturn = false;
        for (int i = 0; i < limit; i++) {
            if (buffer[i] == '\n') {
                return '\n';
            }
            // the last byte may be half of a pair
            carriageReturn |= buffer[i] == '\r' && i < limit - 1;
        }
        return carriageReturn ? (byte) '\r' : (byte) '\n';
    }

    private void line(int end, int next, boolean goesOn) {
        part = goesOn;
        inPart = goesOn;
        bytes = next - start;
        int to = end > start && !goesOn && buffer[end - 1] == '\r' ? end - 1 : end;
        decode(start, to);
        start = next;
    }

    private void decode(int from, int to) {
        rejected = null;
        folded = folding.of(buffer, from, to) ? folding : null;
        if (folded != null) {
            text = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        } else {
            decodeAny(from, to);
        }
    }

    private void decodeAny(int from, int to) {
        byte[] b = buffer;
        int high = 0;
        int control = 0;
        int nul = 0;
        boolean escape = false;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c < 0) {
                high++;
            } else if (c < 32 && c != '\t') {
                if (c == 0) {
                    nul++;
                } else if (c == 27) {
                    escape = true;
                } else if (c != '\r') {
                    control++;
                }
            }
        }
        int size = to - from;
        if (nul > 0) {
            size -= nul;
            if (size == 0) {
                reject("NUL bytes");
                return;
            }
        }
        if ((control > 2 && control * 10 > size) || (nul > 8 && control * 50 > size)) {
            reject("binary");
            return;
        }
        if (high == 0) {
            text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        } else {
            Utf8 decoded = Utf8.decode(b, from, to);
            if (decoded.broken() * 10L > 3L * size && decoded.broken() > 4) {
                reject("not text");
                return;
            }
            text = decoded.text();
        }
        if (nul > 0) {
            text = text.replace("\0", "");
        }
        if (escape) {
            text = Ansi.strip(text);
        }
    }

    private void reject(String reason) {
        rejected = reason;
        text = "";
    }
}
