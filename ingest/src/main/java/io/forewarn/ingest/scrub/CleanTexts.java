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

    boolean holds(String text) {
        return text.length() <= LONGEST && text.equals(clean.getPlain(slot(text)));
    }

    void keep(String text) {
        if (text.length() <= LONGEST) {
            clean.set(slot(text), text);
        }
    }

    private static int slot(String text) {
        return (text.hashCode() * 0x9E3779B9) >>> (32 - BITS);
    }
}
