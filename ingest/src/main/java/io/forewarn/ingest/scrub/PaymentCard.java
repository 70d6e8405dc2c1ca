package io.forewarn.ingest.scrub;

import java.util.List;

/** Card numbers: a known issuer range, its length or grouping, and the Luhn digit (ISO/IEC 7812). */
final class PaymentCard implements Finder {
    @Override
    public String id() {
        return "payment-card";
    }

    @Override
    public String kind() {
        return "card";
    }

    @Override
    public int onNumbers() {
        return GROUP | LONG;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int run = to - from;
        if (run < 4 || run > 19 || (run > 4 && run < 12)) {
            return;
        }
        char before = t.at(from - 1);
        if (Chars.isLetter(before)
                || before == '_'
                || (before == '.' && t.digitAt(from - 2))
                || (before == '-' && t.at(from - 2) == '_')) {
            return;
        }
        int end = run == 4 ? grouped(t, to) : to;
        if (end < 0 || t.wordAt(end) || t.at(end) == '_' || (t.at(end) == '.' && t.digitAt(end + 1))) {
            return;
        }
        String digits = Digits.of(t.between(from, end));
        boolean grouped = run == 4;
        boolean issued = issued(digits);
        if (issued && Digits.luhn(digits) && (grouped || common(digits) || t.lone)) {
            out.add(this, from, end);
        } else if (digits.length() >= 12 && isSpoken(t, from, end)) {
            out.add(this, from, end);
        }
    }

    /** End of 4-4-4-4, 4-4-4-4-3, 4-6-5 or 4-6-4 digits with one separator throughout, or -1. */
    private static int grouped(Text t, int first) {
        char separator = t.at(first);
        if (separator != ' ' && separator != '-' && separator != '.') {
            return -1;
        }
        int p = first;
        int groups = 0;
        int[] sizes = new int[4];
        while (groups < 4 && t.at(p) == separator && t.digitAt(p + 1)) {
            int start = ++p;
            while (t.digitAt(p) && p - start < 7) {
                p++;
            }
            sizes[groups++] = p - start;
        }
        boolean four = groups >= 3 && sizes[0] == 4 && sizes[1] == 4 && sizes[2] == 4 && (groups == 3 || sizes[3] == 3);
        boolean amex = groups == 2 && sizes[0] == 6 && (sizes[1] == 5 || sizes[1] == 4);
        return four || amex ? p : -1;
    }

    private static boolean issued(String d) {
        int n = d.length();
        int two = Integer.parseInt(d.substring(0, 2));
        int four = Integer.parseInt(d.substring(0, 4));
        return switch (d.charAt(0)) {
            case '4' -> n == 13 || n == 16 || n == 19;
            case '2' -> (n == 16 && four >= 2200 && four <= 2720) || (n == 15 && four == 2131);
            case '5' -> n == 16 || two == 50 || two >= 56;
            case '3' ->
                (n == 15 && (two == 34 || two == 37))
                        || (n == 14 && (two == 30 || two == 36 || two == 38 || two == 39))
                        || (n >= 16 && (two == 35 || two == 36 || two == 38 || two == 30));
            case '6' -> n >= 12;
            case '9' -> n == 16 && four == 9792;
            case '8' -> n == 16 && (two == 81 || two == 82);
            case '1' -> n == 15 && four == 1800;
            default -> false;
        };
    }

    /** Lengths that numbers of other sorts seldom have together with an issuer's range. */
    private static boolean common(String d) {
        int n = d.length();
        return n == 16 || (n == 15 && d.charAt(0) == '3') || (n == 14 && d.charAt(0) == '3' && d.charAt(1) != '9');
    }

    private static boolean isSpoken(Text t, int start, int end) {
        String around = t.around(start, end, 48, 12);
        return around.contains("card")
                || around.contains("visa")
                || around.contains("amex")
                || around.contains("maestro")
                || around.contains("payment method")
                || around.contains("cc_num")
                || around.contains("ccnum");
    }

    @Override
    public List<String> positives() {
        return List.of(
                "paid with 4532613702852251 today", "4716-4366-8767-7438", "3764 540572 75914", "card 4421521028146?");
    }

    @Override
    public List<String> negatives() {
        return List.of("blk_4532613702852251", "size 4532613702852252", "at 1700000000000 ms", "1.4532613702852251");
    }
}
