package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;

/**
 * A phrase in which programs name an account, such as {@code authentication failed for NAME}; one finder for each line of
 * {@code user-phrases.txt}, all counted as user names.
 */
final class UserPhrase implements Finder {
    private static final int WORD_LIMIT = 64;
    private static final char NAME = '§';

    private final String pattern;
    private final String anchor;
    private final boolean handlesOnly;
    private final int afterAnchor;

    private UserPhrase(String line) {
        handlesOnly = line.startsWith("? ");
        pattern = handlesOnly ? line.substring(2) : line;
        int from = pattern.charAt(0) == NAME ? 1 : 0;
        int to = from;
        while (to < pattern.length() && isLiteral(pattern.charAt(to))) {
            to++;
        }
        // after a colon there may be tabs
        int colon = pattern.startsWith(": ", to - 2) ? 1 : 0;
        anchor = pattern.substring(from, to - colon);
        afterAnchor = to - colon;
    }

    static List<UserPhrase> all() {
        List<UserPhrase> phrases = new ArrayList<>();
        for (String line : Resources.lines("user-phrases.txt")) {
            phrases.add(new UserPhrase(line));
        }
        return List.copyOf(phrases);
    }

    private static boolean isLiteral(char c) {
        return c != NAME && c != '#' && c != '*';
    }

    @Override
    public String id() {
        return "user-name";
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public List<String> anchors() {
        return List.of(anchor);
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (pattern.charAt(0) == NAME) {
            int start = AccountNames.start(t, from);
            if (rest(t, to, afterAnchor) && isAccount(t, start, from)) {
                out.add(this, start, from);
            }
            return;
        }
        if (Chars.isLetter(pattern.charAt(0)) && (Chars.isLetter(t.like(from - 1)) || t.like(from - 1) == '-')) {
            return;
        }
        int p = to;
        int i = afterAnchor;
        while (p >= 0 && i < pattern.length() && pattern.charAt(i) != NAME) {
            p = step(t, p, pattern.charAt(i++));
        }
        if (p < 0) {
            return;
        }
        while (Chars.isBlank(t.like(p)) && pattern.charAt(i - 1) == ' ' && p - to < 16) {
            p++;
        }
        int opened = opening(t, p, i);
        int start = AccountNames.afterDomain(t, p + opened);
        int end = AccountNames.end(t, start);
        boolean closed = opened == 0 || t.like(end) == closing(t.like(p));
        if (closed && rest(t, end, i + 1) && isAccount(t, start, end)) {
            out.add(this, start, end);
        }
    }

    /** One where the name stands in quotes or brackets of its own that the phrase does not spell out. */
    private int opening(Text t, int p, int i) {
        char before = i > 0 ? pattern.charAt(i - 1) : ' ';
        return before == ' ' && i + 1 >= pattern.length() && closing(t.like(p)) != 0 ? 1 : 0;
    }

    private static char closing(char open) {
        return switch (open) {
            case '\'', '"', '`' -> open;
            case '<' -> '>';
            case '[' -> ']';
            case '(' -> ')';
            default -> 0;
        };
    }

    private boolean rest(Text t, int from, int pattern0) {
        int p = from;
        for (int i = pattern0; i < pattern.length() && p >= 0; i++) {
            p = step(t, p, pattern.charAt(i));
        }
        return p >= 0;
    }

    /** Where the text goes on after one element of the pattern, or -1. */
    private static int step(Text t, int from, char element) {
        int p = from;
        switch (element) {
            case ' ' -> {
                while (Chars.isBlank(t.like(p)) && p - from < WORD_LIMIT) {
                    p++;
                }
                return p > from || p == t.length ? p : -1;
            }
            case '#' -> {
                while (t.digitAt(p) && p - from < WORD_LIMIT) {
                    p++;
                }
                return p > from ? p : -1;
            }
            case '*' -> {
                while (p < t.length
                        && p - from < WORD_LIMIT
                        && !Chars.isSpace(t.like(p))
                        && "()\\/".indexOf(t.like(p)) < 0) {
                    p++;
                }
                return p > from ? p : -1;
            }
            default -> {
                return Chars.lower(Chars.isDigit(element) ? t.at(p) : t.like(p)) == element ? p + 1 : -1;
            }
        }
    }

    private boolean isAccount(Text t, int start, int end) {
        if (end - start < 2 || (AccountNames.isMail(t, end) && !pattern.contains("§@"))) {
            return false;
        }
        return AccountNames.isPerson(t, start, end) && (!handlesOnly || AccountNames.isHandle(t, start, end));
    }

    @Override
    public List<String> positives() {
        return List.of(pattern.replace(String.valueOf(NAME), "kim_lee7")
                        .replace("#", "12")
                        .replace("*", "CORP") + "  ");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                pattern.replace(String.valueOf(NAME), "root").replace("#", "12").replace("*", "CORP"));
    }
}
