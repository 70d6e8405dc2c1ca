package io.forewarn.features;

/** 64-bit keys of entities: FNV-1a over the characters, then the finalizer of MurmurHash3. Independent of the machine. */
final class Key {
    private Key() {}

    static long of(String... parts) {
        long h = 0xcbf29ce484222325L;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                h = (h ^ part.charAt(i)) * 0x100000001b3L;
            }
            h = (h ^ 0x1_0000L) * 0x100000001b3L;
        }
        return mix(h);
    }

    static long pair(long a, long b) {
        return mix(a * 0x9e3779b97f4a7c15L + Long.rotateLeft(b, 31));
    }

    private static long mix(long h) {
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return h == 0 ? 1 : h;
    }
}
