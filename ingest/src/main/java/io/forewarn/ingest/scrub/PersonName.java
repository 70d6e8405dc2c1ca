package io.forewarn.ingest.scrub;

import java.util.List;

/**
 * Names of people: two or three capitalised words after a word or field that announces a person, or before an e-mail address
 * in angle brackets. Off by default: capitals also begin sentences and products.
 */
final class PersonName implements Finder {
    @Override
    public String id() {
        return "person-name";
    }

    @Override
    public String kind() {
        return "person";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "mr. ",
                "mrs. ",
                "ms. ",
                "dr. ",
                "prof. ",
                "mr ",
                "mrs ",
                "ms ",
                "herr ",
                "frau ",
                "monsieur ",
                "madame ",
                "my name is ",
                "i am ",
                "dear ",
                "patient ",
                "customer ",
                "employee ",
                "contact ",
                "user ",
                "by ",
                "for ",
                "from ",
                "to ",
                "author",
                "committer",
                "signed-off-by",
                "reviewed-by",
                "co-authored-by",
                "reported-by",
                "name",
                "cn=",
                "assignee",
                "owner",
                "recipient",
                "sender",
                "attn",
                "caller",
                "callee",
                "passenger",
                "tenant ");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered || (Chars.isLetter(t.at(from - 1)) && !t.hasAt(from, "name"))) {
            return;
        }
        int p = to;
        while (p - to < 6
                && (Chars.isBlank(t.at(p))
                        || t.at(p) == ':'
                        || t.at(p) == '='
                        || Chars.isQuote(t.at(p))
                        || t.at(p) == ',')) {
            p++;
        }
        if (p == to && t.wordAt(to - 1)) {
            return;
        }
        int end = p;
        int words = 0;
        for (int next = p; words < 4; ) {
            int word = next;
            while (next < t.length && next - word < 24 && isNameChar(t.at(next))) {
                next++;
            }
            if (next - word < 2 || !isCapital(t.at(word)) || allCapitals(t, word, next) || t.wordAt(next)) {
                break;
            }
            words++;
            end = next;
            if (t.at(next) != ' ') {
                break;
            }
            next++;
        }
        boolean titled = t.hasAt(from, "mr")
                || t.hasAt(from, "ms")
                || t.hasAt(from, "dr")
                || t.hasAt(from, "prof")
                || t.hasAt(from, "herr")
                || t.hasAt(from, "frau")
                || t.hasAt(from, "dear");
        if (words >= 2 || (words == 1 && titled)) {
            out.add(this, p, end);
        }
    }

    private static boolean isNameChar(char c) {
        return Chars.isLetter(c) || c == '\'' || c == '-' || (c > 127 && Character.isLetter(c));
    }

    private static boolean isCapital(char c) {
        return Chars.isUpper(c) || (c > 127 && Character.isUpperCase(c));
    }

    private static boolean allCapitals(Text t, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLowerCase(t.at(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Signed-off-by: Elena Kowalski <x>",
                "patient Maria Gomez admitted",
                "Dear Tomas,",
                "fullName=\"Lars Eriksen\"");
    }

    @Override
    public List<String> negatives() {
        return List.of("from Backend to Frontend", "for HTTP GET", "user logged in", "by JobScheduler");
    }
}
