package io.forewarn.ingest.scrub;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The skeletons of texts that came before and how those were scanned: most lines of a log are written by few statements.
 * What is remembered changes how long a scan takes, never what it finds. Bounded, thread-safe; nothing of it leaves the
 * memory.
 */
final class KnownTexts {
    static final int PLACES = 1 << 14;
    private static final int SEEN_BITS = 16;

    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(PLACES);
    private final AtomicIntegerArray seen = new AtomicIntegerArray(1 << SEEN_BITS);

    /** How a text of that skeleton was scanned, or null. */
    @Nullable Known of(Folding folding) {
        int slot = slot(folding.hash);
        for (int i = 0; i < 2; i++) {
            Known k = known.get(slot ^ i);
            if (k != null && k.isOf(folding)) {
                return k;
            }
        }
        return null;
    }

    /** Something that watches the scan, where such a text came before; else null: once is not worth it. */
    @Nullable Recording recording(Folding folding) {
        int slot = folding.hash >>> (32 - SEEN_BITS);
        if (seen.getPlain(slot) == folding.hash) {
            return new Recording(Skeleton.of(folding));
        }
        seen.setPlain(slot, folding.hash);
        return null;
    }

    /** Remembers what was recorded and found. */
    void keep(Text text, Recording recording, Findings found) {
        Skeleton skeleton = recording.skeleton();
        int slot = slot(skeleton.hashCode());
        int place = known.get(slot) == null ? slot : slot ^ 1;
        known.set(place, Known.of(text, skeleton, place, recording, found));
    }

    private static int slot(int hash) {
        return (hash * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(PLACES));
    }
}
