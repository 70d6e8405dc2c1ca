package io.forewarn.ingest.format;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of lines that came before and what they say: most lines of a log are written by few statements. What is
 * remembered changes how long reading takes, never what is read. Bounded; nothing of it leaves the memory.
 */
final class KnownHeaders {
    private static final int PLACES = 1 << 12;
    private static final int SEEN_BITS = 14;

    /** Times that a shape comes before it is worth a study, which takes as long as some 15 lines. */
    private static final int OFTEN = 8;

    private final Clues clues;
    private List<LogFormat> formats;
    private final @Nullable KnownHeader[] known = new KnownHeader[PLACES];
    private final int[] seen = new int[1 << SEEN_BITS];
    private final byte[] times = new byte[1 << SEEN_BITS];
    private @Nullable HeaderStudy study;

    /** @param formats those of the lane, in the order in which they are asked */
    KnownHeaders(List<LogFormat> formats, Clues clues) {
        this.formats = formats;
        this.clues = clues;
    }

    /** What lines of that shape say; null where that is not known. */
    @Nullable KnownHeader of(FoldedLine folded) {
        int slot = slot(folded);
        for (int i = 0; i < 2; i++) {
            KnownHeader k = known[slot ^ i];
            if (k != null && k.isOf(folded)) {
                return k;
            }
        }
        return null;
    }

    /** Takes note of a line of an unknown shape, and studies it when it has come often. */
    void saw(String line, FoldedLine folded) {
        int place = folded.hash() >>> (32 - SEEN_BITS);
        if (seen[place] != folded.hash()) {
            seen[place] = folded.hash();
            times[place] = 1;
        } else if (++times[place] == OFTEN) {
            HeaderStudy s = study == null ? new HeaderStudy(formats, clues) : study;
            study = s;
            int slot = slot(folded);
            known[known[slot] == null ? slot : slot ^ 1] = s.of(line, folded);
        }
    }

    /** Forgets all: other formats are asked from now on. */
    void ask(List<LogFormat> others) {
        formats = others;
        study = null;
        Arrays.fill(known, null);
        Arrays.fill(times, (byte) 0);
    }

    private static int slot(FoldedLine folded) {
        return (folded.hash() * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(PLACES));
    }
}
