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
    private static final int BITS = 12;
    private static final int SEEN_BITS = 14;

    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(1 << BITS);
    private final AtomicIntegerArray seen = new AtomicIntegerArray(1 << SEEN_BITS);

    /** How a text of that skeleton was scanned, or null. */
    @Nullable Known of(Skeleton skeleton) {
        int slot = slot(skeleton);
        for (int i = 0; i < 2; i++) {
            Known k = known.get(slot ^ i);
            if (k != null && k.isOf(skeleton)) {
                return k;
            }
        }
        return null;
    }

    /** Something that watches the scan, where such a text came before; else null: once is not worth it. */
    @Nullable Recording recording(Skeleton skeleton) {
        int slot = skeleton.hashCode() >>> (32 - SEEN_BITS);
        if (seen.getPlain(slot) == skeleton.hashCode()) {
            return new Recording(skeleton);
        }
        seen.setPlain(slot, skeleton.hashCode());
        return null;
    }

    /** Remembers what was recorded and found. */
    void keep(Skeleton skeleton, Recording recording, Findings found) {
        int slot = slot(skeleton);
        known.set(known.get(slot) == null ? slot : slot ^ 1, Known.of(skeleton, recording, found));
    }

    private static int slot(Skeleton skeleton) {
        return (skeleton.hashCode() * 0x9E3779B9) >>> (32 - BITS);
    }
}
