package io.forewarn.ingest.template;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of first lines that came before, by the line with each digit made a zero and each pseudonym's code made marks:
 * most lines of a log are written by few statements. What is remembered changes how long a scan takes, never what it
 * gives. Bounded, forgets the older of two that fall together; for any number of scanners on any threads.
 */
public final class ShapeMemory {
    /** Longer lines are not remembered: they come seldom, and rarely twice. */
    static final int LONGEST = 512;

    private static final int BITS = 13;
    private static final byte CODE = 1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A line that was scanned before. */
    static final class Entry {
        private final byte[] folded;
        private final ExactDigits digits;
        private final long id;
        private final String text;

        private Entry(byte[] folded, ExactDigits digits, long id, String text) {
            this.folded = folded;
            this.digits = digits;
            this.id = id;
            this.text = text;
        }

        ExactDigits digits() {
            return digits;
        }

        long id() {
            return id;
        }

        String text() {
            return text;
        }
    }

    private final AtomicReferenceArray<@Nullable Entry> known = new AtomicReferenceArray<>(1 << BITS);

    /** What is known of a message whose first line was folded, or null. */
    @Nullable Entry of(String message, byte[] folded, int length, int hash) {
        Entry entry = known.get(hash >>> (32 - BITS));
        return entry != null
                        && Arrays.equals(entry.folded, 0, entry.folded.length, folded, 0, length)
                        && entry.digits.standIn(message)
                ? entry
                : null;
    }

    void keep(byte[] folded, int length, int hash, ExactDigits digits, long id, String text) {
        known.set(hash >>> (32 - BITS), new Entry(Arrays.copyOf(folded, length), digits, id, text));
    }

    /**
     * Folds the first line of a message, which is copied to {@code in}.
     *
     * @param in with room for {@link #LONGEST} characters and one more
     * @return its length; -1 where such a line is not remembered: long, or not all ASCII
     */
    static int fold(String message, char[] in, byte[] out) {
        int n = Math.min(message.length(), LONGEST + 1);
        message.getChars(0, n, in, 0);
        for (int i = 0; i < n; i++) {
            char c = in[i];
            if (c == '\n') {
                return i;
            }
            if (c > 127) {
                return -1;
            }
            out[i] = c >= '0' && c <= '9' ? (byte) '0' : (byte) c;
            if (c == '<') {
                int end = pseudonymEnd(in, n, i);
                while (i + 1 < end) {
                    c = in[++i];
                    out[i] = (byte) c;
                    if (c == ':') {
                        Arrays.fill(out, i + 1, end - 1, CODE);
                        out[end - 1] = '>';
                        i = end - 1;
                    }
                }
            }
        }
        return n <= LONGEST ? n : -1;
    }

    /** End of {@code <kind:code>} where the scanner is sure to take it for one; else the index itself. */
    private static int pseudonymEnd(char[] in, int n, int i) {
        if (i > 0 && Chars.is(in[i - 1], Chars.WORD)) {
            return i;
        }
        int k = i + 1;
        while (k < n && k - i < 20 && ((in[k] >= 'a' && in[k] <= 'z') || in[k] == '-')) {
            k++;
        }
        if (k == i + 1 || k >= n || in[k] != ':') {
            return i;
        }
        int e = k + 1;
        while (e < n && e - k < 20 && ((in[e] >= 'a' && in[e] <= 'z') || (in[e] >= '0' && in[e] <= '9'))) {
            e++;
        }
        return e > k + 1 && e < n && in[e] == '>' ? e + 1 : i;
    }

    /** True where every {@code <} of a folded line begins a pseudonym. */
    static boolean isSure(byte[] folded, int length) {
        for (int i = 0; i < length; i++) {
            if (folded[i] == '<') {
                int k = i + 1;
                while (k < length && folded[k] != ':' && folded[k] != '<') {
                    k++;
                }
                if (k + 1 >= length || folded[k] != ':' || folded[k + 1] != CODE) {
                    return false;
                }
            }
        }
        return true;
    }

    static int hash(byte[] folded, int length) {
        long h = length;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            h = (h ^ (long) LONGS.get(folded, i)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        for (; i < length; i++) {
            h = (h ^ folded[i]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (((h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 32);
    }
}
