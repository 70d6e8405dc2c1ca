package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.stream.Stream;

/** Telephone numbers: international with plus (ITU-T E.164), North American in their groups, others where words say so. */
final class PhoneNumber implements Finder {
    private static final String[] WORDS = {
        "phone",
        "telephone",
        "phones",
        "cellphone",
        "phonenumber",
        "called",
        "calling",
        "telefon",
        "tlf",
        "tel",
        "mobile",
        "cell",
        "call",
        "fax",
        "whatsapp",
        "sms",
        "contact",
        "msisdn",
        "number is",
        "registered",
        "reach me",
        "answering",
        "messages to",
        "dial",
        "cep no",
        "handy",
        "móvil",
        "numero",
        "número",
        "ring",
        "text me",
        "mobil",
        "cellulare",
        "portable",
        "celular",
        "gsm",
        "hotline",
        "callback number"
    };

    /** Those of the words that are ASCII, and the ends of the others. */
    private static final List<String> ANCHORS = Stream.of(WORDS)
            .map(word -> word.replaceAll("^.*[^a-z ]", ""))
            .distinct()
            .toList();

    @Override
    public String id() {
        return "phone";
    }

    @Override
    public String kind() {
        return "phone";
    }

    @Override
    public List<String> anchors() {
        return ANCHORS;
    }

    @Override
    public int onNumbers() {
        return OCTET | GROUP | LONG;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (!t.digitAt(from)) {
            out.phoneWord(to);
            return;
        }
        char before = t.like(from - 1);
        int run = to - from;
        if (run < 6 && before != '+' && before != '(' && !t.lone && !continues(t, to)) {
            return;
        }
        boolean open = before == '(' && t.like(to) == ')';
        if (run > 15
                || Chars.isWord(before)
                || before == '_'
                || before == '.'
                || before == ':'
                || before == '/'
                || before == '#'
                || (before == '-' && t.wordAt(from - 2))) {
            return;
        }
        if (before == '+') {
            plus(t, from, out);
            return;
        }
        if (run == 3 && american(t, from, to, open, out)) {
            return;
        }
        char after = t.like(to);
        boolean group = after == '/' || after == ' ' || after == '-' || after == '.' || open;
        if ((run < 7 && !(group && run >= 1 && run <= 5)) || after == ':' || (after == '.' && run < 3 && !t.lone)) {
            return;
        }
        if (!t.lone && run >= 7 && run != 7 && run < 9) {
            return;
        }
        int end = groups(t, t.like(to) == '/' && t.at(from) == '0' && isSpoken(t, from, out) ? to + 1 : from);
        int digits = count(t, from, end);
        if (digits < 7 || digits > 15 || !ends(t, end)) {
            return;
        }
        boolean trunk = digits >= 10 && digits <= 11 && !t.digitAt(from - 2) && t.at(from) == '0';
        boolean grouped = end - from > digits;
        boolean lone = t.lone && (trunk || (digits == 10 && mobile(t, from, end)));
        if (lone || ((grouped || run >= 7) && isSpoken(t, open ? from - 1 : from, out))) {
            add(t, open ? from - 1 : from, end, out);
        }
    }

    /** A short group of digits is part of a number only where one separator and more digits follow. */
    private static boolean continues(Text t, int to) {
        char c = t.like(to);
        return (c == ' ' || c == '/' || c == '-' || c == '.' || c == ')')
                && (t.digitAt(to + 1) || t.like(to + 1) == '(');
    }

    /** Ten digits alone whose first are those of an area code and not of a time since 1970. */
    private static boolean mobile(Text t, int from, int end) {
        char first = t.at(from);
        return end == t.length && first >= '2' && first <= '5';
    }

    private void plus(Text t, int from, Findings out) {
        if (t.digitAt(from - 2) || t.wordAt(from - 2) || t.at(from) == '0') {
            return;
        }
        int end = groups(t, from);
        int digits = count(t, from, end);
        if (digits >= 8 && digits <= 15 && (digits >= 10 || end - from > digits) && ends(t, end)) {
            add(t, from - 1, end, out);
        }
    }

    /** {@code (415) 555-0132}, {@code 415-555-0132}, {@code 415.555.0132}, {@code 1-415-…} by its later part. */
    private boolean american(Text t, int from, int to, boolean open, Findings out) {
        int p = to;
        if (open) {
            p++;
            p += t.like(p) == ' ' ? 1 : 0;
        } else {
            char separator = t.like(p);
            if ((separator != '-' && separator != '.') || t.like(p + 4) != separator || t.digitAt(from - 2)) {
                return false;
            }
            p++;
        }
        for (int i = 0; i < 3; i++) {
            if (!t.digitAt(p + i)) {
                return false;
            }
        }
        char gap = t.like(p + 3);
        if (gap != '-' && gap != '.' && gap != ' ') {
            return false;
        }
        int end = p + 8;
        for (int i = p + 4; i < end; i++) {
            if (!t.digitAt(i)) {
                return false;
            }
        }
        if (!ends(t, end) || (!open && (t.at(from) < '2' || t.at(p) < '2'))) {
            return false;
        }
        add(t, open ? from - 1 : from, end, out);
        return true;
    }

    /** With an extension after it: {@code x416}, {@code ext. 416}. */
    private void add(Text t, int start, int end, Findings out) {
        int p = end;
        while (Chars.isBlank(t.like(p)) && p - end < 2) {
            p++;
        }
        int word = p;
        p += t.hasAt(p, "extension ") ? 10 : t.hasAt(p, "ext") ? 3 : t.hasAt(p, "x") ? 1 : 0;
        p += t.like(p) == '.' ? 1 : 0;
        p += t.like(p) == ' ' ? 1 : 0;
        int digits = p;
        while (t.digitAt(p) && p - digits < 7) {
            p++;
        }
        boolean extended = digits > word && word > end && p - digits >= 2 && p - digits < 7 && !t.wordAt(p);
        out.add(this, start, extended ? p : end);
    }

    private static boolean ends(Text t, int end) {
        char c = t.like(end);
        return !Chars.isWord(c)
                && c != '_'
                && c != '/'
                && c != ':'
                && c != '+'
                && !((c == '-' || c == '.') && t.wordAt(end + 1));
    }

    /** End of digit groups with single separators. */
    private static int groups(Text t, int from) {
        int p = from;
        int digits = 0;
        while (digits <= 16) {
            while (t.digitAt(p) && digits <= 16) {
                p++;
                digits++;
            }
            int q = p;
            while (q - p < 3
                    && (t.like(q) == ' '
                            || t.like(q) == '-'
                            || t.like(q) == '.'
                            || t.like(q) == '('
                            || t.like(q) == ')')) {
                q++;
            }
            if (q == p || !t.digitAt(q)) {
                break;
            }
            p = q;
        }
        return p;
    }

    private static int count(Text t, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += t.digitAt(i) ? 1 : 0;
        }
        return digits;
    }

    private static boolean isSpoken(Text t, int start, Findings out) {
        if (out.phoneWord() == 0 || start - out.phoneWord() > 32) {
            return false;
        }
        String before = t.around(start, start, 32, 0);
        for (String word : WORDS) {
            int at = before.lastIndexOf(word);
            int end = at + word.length();
            boolean starts = at == 0 || (at > 0 && !Chars.isLetter(before.charAt(at - 1)));
            if (starts && (end >= before.length() || !Chars.isLetter(before.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "call +44 20 7946 0958",
                "(123) 456-7890",
                "415-555-0132 is busy",
                "tel: 0216 123 45 67",
                "+14155550132",
                "mobile 09171234567");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "offset 182300+7292000000",
                "2016-09-28T04:30:31+0530",
                "1700000000",
                "callback took 1234567890123 ns",
                "10 20 30 40",
                "blk_415-555-0132");
    }
}
