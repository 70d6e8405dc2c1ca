package io.forewarn.ingest.scrub;

/** Check digits, each with its published algorithm. All take digits only unless they say otherwise. */
final class Digits {
    private Digits() {}

    /** Only the digits of a span. */
    static String of(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (Chars.isDigit(value.charAt(i))) {
                digits.append(value.charAt(i));
            }
        }
        return digits.toString();
    }

    /** ISO/IEC 7812-1 annex B, as of cards, IMEI and several national numbers. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? d : d * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** ISO 7064 MOD 97-10 over the IBAN with its first four characters moved to the end. */
    static boolean iban(String value) {
        int rest = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt((i + 4) % value.length());
            int v = Character.digit(c, 36);
            rest = (v < 10 ? rest * 10 + v : rest * 100 + v) % 97;
        }
        return rest == 1;
    }

    /** Sum of digits times weights, over as many digits as there are weights. */
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    /** ISO 7064 MOD 11,10. */
    static boolean mod11and10(String digits) {
        int p = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int s = (digits.charAt(i) - '0' + p) % 10;
            p = (s == 0 ? 10 : s) * 2 % 11;
        }
        return (11 - p) % 10 == digits.charAt(digits.length() - 1) - '0';
    }

    private static final int[][] DIHEDRAL = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[] STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    /** Verhoeff, "Error Detecting Decimal Codes" (1969): India's Aadhaar. */
    static boolean verhoeff(String digits) {
        int c = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            for (int k = 0; k < i % 8; k++) {
                d = STEP[d];
            }
            c = DIHEDRAL[c][d];
        }
        return c == 0;
    }

    /** True where yymmdd or ddmmyy at an offset can be a date. */
    static boolean monthDay(String digits, int month, int day) {
        int m = Integer.parseInt(digits.substring(month, month + 2));
        int d = Integer.parseInt(digits.substring(day, day + 2));
        return m >= 1 && m <= 12 && d >= 1 && d <= 31;
    }
}
