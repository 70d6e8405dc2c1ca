package io.forewarn.ingest.format;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of lines that came before and what they say: most lines of a log are written by few statements. What is
 * remembered changes how long reading takes, never what is read. Bounded; nothing of it leaves the memory.
 */
final class KnownHeaders {
    private static final int BITS = 13;
    private static final int SEEN_BITS = 14;

    /** Places next to each other in which a shape may be kept. */
    private static final int WAYS = 4;

    /** Times that a shape comes before it is worth a study, which takes as long as some 15 lines. */
    private static final int OFTEN = 8;

    private final Clues clues;
    private List<LogFormat> formats;
    private final @Nullable KnownHeader[] known = new KnownHeader[1 << BITS];
    private final int[] hashes = new int[1 << BITS];
    private final int[] seen = new int[1 << SEEN_BITS];
    private final byte[] times = new byte[1 << SEEN_BITS];
    private int turn;
    private @Nullable HeaderStudy study;

    /** @param formats those of the lane, in the order in which they are asked */
    KnownHeaders(List<LogFormat> formats, Clues clues) {
        this.formats = formats;
        this.clues = clues;
    }

    /** What lines of that shape say; null where that is not known. */
    @Nullable KnownHeader of(FoldedLine folded) {
        int hash = folded.hash();
        int first = first(hash);
        for (int i = first; i < first + WAYS; i++) {
            KnownHeader k = hashes[i] == hash ? known[i] : null;
            if (k != null && k.isOf(folded)) {
                return k;
            }
        }
        return null;
    }

    /** Takes note of a line of an unknown shape, and studies it when it has come often. */
    void saw(String line, FoldedLine folded) {
        int hash = folded.hash();
        int place = hash >>> (32 - SEEN_BITS);
        if (seen[place] != hash && (seen[place ^ 1] == hash || times[place ^ 1] < times[place])) {
            place ^= 1;
        }
        if (seen[place] != hash) {
            seen[place] = hash;
            times[place] = 0;
        }
        if (++times[place] == OFTEN) {
            times[place] = 0;
            HeaderStudy s = study == null ? new HeaderStudy(formats, clues) : study;
            study = s;
            keep(s.of(line, folded), hash);
        }
    }

    private void keep(KnownHeader header, int hash) {
        int first = first(hash);
        int place = first + (turn++ & (WAYS - 1));
        for (int i = first; i < first + WAYS; i++) {
            place = known[i] == null ? i : place;
        }
        known[place] = header;
        hashes[place] = hash;
    }

    /** Forgets all: other formats are asked from now on. */
    void ask(List<LogFormat> others) {
        formats = others;
        study = null;
        Arrays.fill(known, null);
        Arrays.fill(times, (byte) 0);
    }

    private static int first(int hash) {
        return (hash * 0x9E3779B9) >>> (32 - BITS) & -WAYS;
    }
}
