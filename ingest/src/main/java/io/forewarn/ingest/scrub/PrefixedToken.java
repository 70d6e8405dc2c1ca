package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Set;

/**
 * Tokens of a vendor that no table names, by the habit that most follow now: a short word, an underscore, and random
 * characters in which capitals, small letters and digits alternate as in no word, name or counter: {@code tfp_…}, {@code ucat_…}.
 */
final class PrefixedToken implements Finder {
    /** What begins as a vendor's token does and is not in its shape is no token. */
    private static final Set<String> KNOWN = VendorToken.prefixes();

    private static final int SHORTEST = 28;
    private static final int LONGEST = 256;
    private static final int PREFIX = 8;

    @Override
    public String id() {
        return "prefixed-token";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of("_");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (!isTail(t.like(to + SHORTEST - 1)) || !isTail(t.like(to + SHORTEST / 2)) || from < out.covered) {
            return;
        }
        int start = prefix(t, from);
        if (start == from) {
            return;
        }
        int end = to;
        while (end < t.length && end - to <= LONGEST && isTail(t.like(end))) {
            end++;
        }
        char next = t.like(end);
        if (end - to <= LONGEST
                && end - to >= SHORTEST
                && next != '('
                && !(next == '.' && t.wordAt(end + 1))
                && isScrambled(t, to, end)
                && !KNOWN.contains(t.between(start, to))
                && !Secrets.isPlaceholder(t, to, end)) {
            out.add(this, start, end);
        }
    }

    /** Start of a word all in small letters or all in capitals, digits at its end, where nothing else stands before it. */
    private static int prefix(Text t, int end) {
        int p = end;
        while (p > 0 && end - p < 2 && t.digitAt(p - 1)) {
            p--;
        }
        int word = p;
        boolean upper = Chars.isUpper(t.like(p - 1));
        while (p > 0 && end - p <= PREFIX && (upper ? Chars.isUpper(t.like(p - 1)) : Chars.isLower(t.like(p - 1)))) {
            p--;
        }
        char before = t.like(p - 1);
        boolean apart = !Chars.isWord(before) && "_-.$/\\+%@#".indexOf(before) < 0;
        return p < word && end - p >= 2 && end - p <= PREFIX && apart ? p : end;
    }

    private static boolean isTail(char c) {
        return Chars.isWord(c) || c == '_' || c == '-';
    }

    /** True where characters of one sort follow each other seldom: of random ones three in eight do, of words four in five. */
    static boolean isScrambled(Text t, int from, int to) {
        int turns = 0;
        int joints = 0;
        int seen = 0;
        for (int i = from; i < to; i++) {
            int sort = sort(t.like(i));
            seen |= sort;
            joints += sort == 0 ? 1 : 0;
            turns += i > from && sort != 0 && sort != sort(t.like(i - 1)) ? 1 : 0;
        }
        return seen == 7 && joints * 8 <= to - from && turns * 9 >= (to - from) * 4;
    }

    private static int sort(char c) {
        return Chars.isDigit(c) ? 1 : Chars.isUpper(c) ? 2 : Chars.isLower(c) ? 4 : 0;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "sent acme_" + "a8Kd93mQz71LpX0vBn4Rw2Tyc5Ue9Gf now", "key=QX2_" + "a8Kd93mQz71LpX0vBn4Rw2Tyc5Ue9Gf");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "sntrys_" + "a8Kd93mQz71LpX0vBn4Rw2Tyc5Ue9Gf",
                "test_ShouldReturnTheSameValueWhenCalled2Times",
                "attempt_1445144423722_0020_m_000005_0",
                "layer_0123456789abcdef0123456789abcdef01234567",
                "img_" + "a8Kd93mQz71LpX0vBn4Rw2Tyc5Ue9Gf.png",
                "_ZNSt6vectorIiSaIiEE17_M_realloc_insertIJRKiEEEvN9__gnu_cxx17__normal_iteratorE");
    }
}
