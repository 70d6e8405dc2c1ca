package io.forewarn.ingest.template;

import java.util.Arrays;

/** Digits of a message that stand in its shape: another message has that shape only with the same in the same places. */
public final class ExactDigits {
    private static final ExactDigits NONE = new ExactDigits(new int[0]);
    private static final int PLACE_BITS = 16;

    /** Each its place, above the character. */
    private final int[] digits;

    private ExactDigits(int[] digits) {
        this.digits = digits;
    }

    /** Of a line; {@code places} are below 2<sup>15</sup>, and {@code count} of them count. */
    static ExactDigits of(char[] line, int[] places, int count) {
        if (count == 0) {
            return NONE;
        }
        int[] digits = Arrays.copyOf(places, count);
        for (int i = 0; i < count; i++) {
            digits[i] = digits[i] << PLACE_BITS | line[digits[i]];
        }
        return new ExactDigits(digits);
    }

    /** True where the message has them, too; it is as long as the one they are of. */
    public boolean standIn(String message) {
        for (int digit : digits) {
            if (message.charAt(digit >>> PLACE_BITS) != (char) digit) {
                return false;
            }
        }
        return true;
    }
}
