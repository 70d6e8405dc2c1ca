package io.forewarn.ingest.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at a time, the first one lowest: what is asked of each is answered by sums that no byte carries into
 * the next (H. S. Warren, "Hacker's Delight", 2nd ed., 6-1).
 */
public final class EightBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long SEVEN = 0x7F * ONES;
    private static final long BLANKS = ' ' * ONES;

    private EightBytes() {}

    /** Those from an index on. */
    public static long at(byte[] b, int i) {
        return (long) LONGS.get(b, i);
    }

    /** Puts them there. */
    public static void put(byte[] b, int i, long eight) {
        LONGS.set(b, i, eight);
    }

    /** The first {@code n} of them, 1 to 7, and blanks. */
    static long first(int n, long eight) {
        long mask = -1L >>> (64 - 8 * n);
        return (eight & mask) | (BLANKS & ~mask);
    }

    /** True where all are ASCII and none is a control character but the tab. */
    static boolean isPlain(long eight) {
        long notTab = (eight ^ ('\t' * ONES)) + SEVEN;
        long printed = eight + 0x60 * ONES;
        return ((eight | (~printed & notTab)) & HIGH) == 0;
    }

    /** With each digit made a zero; only of ASCII. */
    public static long digitsAsZeros(long eight) {
        long digits = (eight + (0x80 - '0') * ONES) & ~(eight + (0x7F - '9') * ONES) & HIGH;
        return eight & ~((digits >>> 7) * 0x0F);
    }

    /** Index of the first such byte of {@code b[from, to)}, or -1. */
    static int indexOf(byte[] b, byte wanted, int from, int to) {
        long pattern = (wanted & 0xFF) * ONES;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long other = at(b, i) ^ pattern;
            long hits = ~(((other & SEVEN) + SEVEN) | other) & HIGH;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
