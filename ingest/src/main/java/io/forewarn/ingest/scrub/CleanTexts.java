package io.forewarn.ingest.scrub;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that scrubbing left as they are: components, loggers and thread names come again and again and need not be
 * looked at twice. Bounded, forgets the older of two that fall together, thread-safe. Holds nothing that was redacted.
 */
final class CleanTexts {
    private static final int BITS = 12;
    private static final int LONGEST = 96;

    private final AtomicReferenceArray<@Nullable String> clean = new AtomicReferenceArray<>(1 << BITS);

    /** Hashes of those, so that most others are told apart without a look at them. */
    private final int[] hashes = new int[1 << BITS];

    boolean holds(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        int slot = hash >>> (32 - BITS);
        return hashes[slot] == hash && text.equals(clean.getPlain(slot));
    }

    void keep(String text) {
        if (text.length() <= LONGEST) {
            int hash = text.hashCode() * 0x9E3779B9;
            int slot = hash >>> (32 - BITS);
            clean.set(slot, text);
            hashes[slot] = hash;
        }
    }
}
