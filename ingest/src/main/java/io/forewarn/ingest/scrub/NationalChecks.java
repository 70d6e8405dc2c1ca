package io.forewarn.ingest.scrub;

/** Check digits of national numbers, as their issuers publish them; over letters and digits only, in upper case. */
final class NationalChecks {
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";

    private NationalChecks() {}

    private static int digit(String d, int i) {
        return d.charAt(i) - '0';
    }

    static boolean finnish(String d) {
        String digits = Digits.of(d.substring(0, 6)) + d.substring(d.length() - 4, d.length() - 1);
        return digits.length() == 9
                && Digits.monthDay(digits, 2, 0)
                && FINNISH.charAt(Integer.parseInt(digits) % 31) == d.charAt(d.length() - 1);
    }

    static boolean turkish(String d) {
        int odd = digit(d, 0) + digit(d, 2) + digit(d, 4) + digit(d, 6) + digit(d, 8);
        int even = digit(d, 1) + digit(d, 3) + digit(d, 5) + digit(d, 7);
        return Math.floorMod(odd * 7 - even, 10) == digit(d, 9) && (odd + even + digit(d, 9)) % 10 == digit(d, 10);
    }

    static boolean pesel(String d) {
        return (10 - Digits.weighted(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == digit(d, 10);
    }

    static boolean thai(String d) {
        return (11 - Digits.weighted(d, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == digit(d, 12) && varied(d);
    }

    static boolean swedish(String d) {
        String ten = d.substring(d.length() - 10);
        return Digits.luhn(ten);
    }

    static boolean spanish(String d) {
        char first = d.charAt(0);
        String number =
                (first >= 'X' ? String.valueOf((char) ('0' + first - 'X')) : String.valueOf(first)) + d.substring(1, 8);
        return SPANISH.charAt(Integer.parseInt(number) % 23) == d.charAt(8);
    }

    static boolean nino(String d) {
        return "DFIQUV".indexOf(d.charAt(0)) < 0 && "DFIQUVO".indexOf(d.charAt(1)) < 0;
    }

    static boolean nhs(String d) {
        int check = 11 - Digits.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 10 && check % 11 == digit(d, 9);
    }

    static boolean plate(String d) {
        int age = Integer.parseInt(d.substring(2, 4));
        boolean current = (age >= 2 && age <= 29) || (age >= 51 && age <= 79);
        return current && "IJQTUXZ".indexOf(d.charAt(0)) < 0 && d.indexOf('I', 4) < 0 && d.indexOf('Q') < 0;
    }

    static boolean routing(String d) {
        return Digits.weighted(d, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0 && varied(d);
    }

    static boolean dea(String d) {
        int sum = digit(d, 2) + digit(d, 4) + digit(d, 6) + 2 * (digit(d, 3) + digit(d, 5) + digit(d, 7));
        return sum % 10 == digit(d, 8);
    }

    static boolean germanSocial(String d) {
        int letter = d.charAt(8) - 'A' + 1;
        String digits = d.substring(0, 8) + (letter < 10 ? "0" : "") + letter + d.substring(9, 11);
        int sum = 0;
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        for (int i = 0; i < 12; i++) {
            int product = digit(digits, i) * weights[i];
            sum += product / 10 + product % 10;
        }
        return sum % 10 == digit(d, 11);
    }

    static boolean germanCard(String d) {
        if (d.length() < 9 || (d.charAt(0) == 'T' && Digits.of(d).length() == 8 && d.length() == 9)) {
            return d.length() == 9;
        }
        int sum = 0;
        int last = d.length() == 10 ? 9 : 8;
        for (int i = 0; i < last; i++) {
            sum += Character.digit(d.charAt(i), 36) * new int[] {7, 3, 1}[i % 3];
        }
        return sum % 10 == digit(d, last);
    }

    static boolean bsnr(String d) {
        int region = Integer.parseInt(d.substring(0, 2));
        return region >= 1 && varied(d) && (d.charAt(0) != '0' || (region <= 3 && d.charAt(2) != '0'));
    }

    static boolean lanr(String d) {
        return (10 - Digits.weighted(d, 4, 9, 4, 9, 4, 9) % 10) % 10 == digit(d, 6);
    }

    static boolean germanHealth(String d) {
        int letter = d.charAt(0) - 'A' + 1;
        String digits = (letter < 10 ? "0" : "") + letter + d.substring(1, 9);
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int product = digit(digits, i) * (i % 2 + 1);
            sum += product / 10 + product % 10;
        }
        return sum % 10 == digit(d, 9);
    }

    static boolean koreanBusiness(String d) {
        int sum = Digits.weighted(d, 1, 3, 7, 1, 3, 7, 1, 3, 5) + digit(d, 8) * 5 / 10;
        return (10 - sum % 10) % 10 == digit(d, 9);
    }

    static boolean french(String d) {
        String number = d.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return 97 - Long.parseLong(number) % 97 == Long.parseLong(d.substring(13));
    }

    static boolean brazilian(String d) {
        int first = Digits.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Digits.weighted(d, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == digit(d, 9) && second == digit(d, 10) && varied(d);
    }

    static boolean belgian(String d) {
        long number = Long.parseLong(d.substring(0, 9));
        long check = Long.parseLong(d.substring(9));
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    static boolean norwegian(String d) {
        int first = 11 - Digits.weighted(d, 3, 7, 6, 1, 8, 9, 4, 5, 2) % 11;
        int second = 11 - Digits.weighted(d, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return first % 11 == digit(d, 9) && second % 11 == digit(d, 10) && first != 10 && second != 10 && varied(d);
    }

    static boolean bulgarian(String d) {
        return Digits.weighted(d, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit(d, 9) && varied(d);
    }

    static boolean yugoslav(String d) {
        int check = 11 - Digits.weighted(d, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == digit(d, 12) && Digits.monthDay(d, 2, 0);
    }

    /** GB 11643: ISO 7064, MOD 11-2. */
    static boolean chinese(String d) {
        int sum = Digits.weighted(d, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return "10X98765432".charAt(sum % 11) == d.charAt(17) && Digits.monthDay(d, 10, 12);
    }

    static boolean japanese(String d) {
        int rest = Digits.weighted(d, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == digit(d, 11) && varied(d);
    }

    /** RENAPO: letters count as 0-9, A-N, then an n with a tilde, then O-Z. */
    static boolean mexican(String d) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = d.charAt(i);
            int value = c <= '9' ? c - '0' : c <= 'N' ? c - 'A' + 10 : c - 'A' + 11;
            sum += value * (18 - i);
        }
        return (10 - sum % 10) % 10 == digit(d, 17);
    }

    static boolean vehicle(String d) {
        String values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += values.indexOf(d.charAt(i)) % 10 * weights[i];
        }
        return "0123456789X".charAt(sum % 11) == d.charAt(8);
    }

    /** Guards against numbers that only pass because they are all one digit. */
    static boolean varied(String d) {
        return d.chars().distinct().count() > 1;
    }
}
