package io.forewarn.ingest.scrub;

/** Four short numbers in a row, as in addresses: first how they are arranged, which the digits do not decide. */
final class Octets {
    private static final int LARGEST = 255;

    private Octets() {}

    /** End of four runs of one to three digits with a separator between them, or -1. */
    static int end(Text t, int from, char separator) {
        int p = from;
        for (int part = 0; part < 4; part++) {
            int start = p;
            while (t.digitAt(p) && p - start < 4) {
                p++;
            }
            if (p == start || p - start > 3) {
                return -1;
            }
            if (part < 3 && t.like(p++) != separator) {
                return -1;
            }
        }
        return p;
    }

    /** True where none of the numbers in the span is above 255. */
    static boolean areSmall(Text t, int from, int end) {
        int value = 0;
        for (int i = from; i < end; i++) {
            value = t.digitAt(i) ? value * 10 + (t.at(i) - '0') : 0;
            if (value > LARGEST) {
                return false;
            }
        }
        return true;
    }
}
