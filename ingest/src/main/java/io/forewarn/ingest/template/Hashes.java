package io.forewarn.ingest.template;

/** 64-bit hashes of character sequences; fixed for good, since stored ids are made of them. */
final class Hashes {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0xC2B2AE3D27D4EB4FL;

    private Hashes() {}

    /** Hash of the first {@code length} UTF-16 units; never 0, which stands for "no template". */
    static long of(char[] text, int length) {
        long h = SEED ^ length;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            h = step(h, text[i] | (long) text[i + 1] << 16 | (long) text[i + 2] << 32 | (long) text[i + 3] << 48);
        }
        for (; i < length; i++) {
            h = step(h, text[i]);
        }
        long m = mix(h);
        return m == 0 ? 1 : m;
    }

    static long of(String text) {
        return of(text.toCharArray(), text.length());
    }

    /** Finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static long step(long h, long bits) {
        long m = (h ^ bits) * PRIME;
        return m ^ (m >>> 29);
    }
}
