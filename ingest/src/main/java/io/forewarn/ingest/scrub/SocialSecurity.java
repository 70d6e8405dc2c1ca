package io.forewarn.ingest.scrub;

import java.util.List;

/** US social security numbers: the ranges that the Social Security Administration issues, in groups or named. */
final class SocialSecurity implements Finder {
    @Override
    public String id() {
        return "us-ssn";
    }

    @Override
    public String kind() {
        return "ssn";
    }

    @Override
    public int onNumbers() {
        return GROUP | LONG;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int run = to - from;
        char before = t.like(from - 1);
        if ((run != 3 && run != 9 && run != 5)
                || Chars.isWord(before)
                || before == '_'
                || ((before == '-' || before == '.') && !Chars.isBlank(t.like(from - 2)))) {
            return;
        }
        int end = run == 3 ? grouped(t, to) : run == 9 ? to : t.lone && t.like(to) == '-' ? to + 5 : -1;
        if (run == 3 && end < 0 && t.lone && t.like(to) == '-') {
            end = to + 7;
        }
        if (end < 0
                || t.wordAt(end)
                || t.like(end) == '-'
                || t.like(end) == '_'
                || (t.like(end) == '.' && t.digitAt(end + 1))) {
            return;
        }
        String digits = Digits.of(t.between(from, Math.min(end, t.length)));
        if (digits.length() == 9 && issued(digits) && (run == 3 || t.lone || named(t, from, end))) {
            out.add(this, from, end);
        }
    }

    private static int grouped(Text t, int first) {
        char separator = t.like(first);
        if ((separator != '-' && separator != ' ' && separator != '.') || t.like(first + 3) != separator) {
            return -1;
        }
        for (int i = 1; i < 8; i++) {
            if (i != 3 && !t.digitAt(first + i)) {
                return -1;
            }
        }
        boolean loose = separator != '-' && !t.lone && !named(t, first, first + 8);
        return loose ? -1 : first + 8;
    }

    private static boolean issued(String d) {
        String area = d.substring(0, 3);
        boolean itin = d.charAt(0) == '9' && !d.startsWith("00", 3);
        return !area.equals("000")
                && !area.equals("666")
                && (d.charAt(0) != '9' || itin)
                && !d.startsWith("00", 3)
                && !d.endsWith("0000");
    }

    private static boolean named(Text t, int from, int end) {
        String around = t.around(from, end, 32, 16);
        return around.contains("ssn")
                || around.contains("social sec")
                || around.contains("itin")
                || around.contains("taxpayer");
    }

    @Override
    public List<String> positives() {
        return List.of("the ssn is 123456789.", "123-45-6780", "ssn 078 05 1123");
    }

    @Override
    public List<String> negatives() {
        return List.of("000-12-3456", "row 123456789 read", "took 123 45 6789 ns", "2024-123-45-6789", "666-12-3456");
    }
}
