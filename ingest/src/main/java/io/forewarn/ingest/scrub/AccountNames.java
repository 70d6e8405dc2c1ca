package io.forewarn.ingest.scrub;

/** Where an account name starts and ends in a text, and whether it may be a person's. */
final class AccountNames {
    private static final int LIMIT = 64;

    private AccountNames() {}

    /** End of the name that starts here; the full stop of a sentence is not part of it. */
    static int end(Text t, int from) {
        int i = from;
        while (i < t.length && i - from < LIMIT && isPart(t.like(i))) {
            i++;
        }
        while (i > from && (t.like(i - 1) == '.' || t.like(i - 1) == '-')) {
            i--;
        }
        return i;
    }

    /** Start of the name that ends here. */
    static int start(Text t, int to) {
        int i = to;
        while (i > 0 && to - i < LIMIT && isPart(t.like(i - 1))) {
            i--;
        }
        return i;
    }

    /** True where an address of e-mail goes on after a name, which has a detector of its own; a realm has no dot: {@code kim@pam}. */
    static boolean isMail(Text t, int end) {
        if (t.like(end) != '@' || !t.wordAt(end + 1)) {
            return false;
        }
        int p = realmEnd(t, end);
        for (int i = end + 1; i < p; i++) {
            if (t.like(i) == '.') {
                return true;
            }
        }
        return false;
    }

    /** End of {@code @realm} after a name, or of the name where none follows. */
    static int realmEnd(Text t, int end) {
        int p = end;
        while (t.like(end) == '@' && p < t.length && p - end < LIMIT && (p == end || isPart(t.like(p)))) {
            p++;
        }
        return p;
    }

    /** Behind {@code DOMAIN\}, also where its backslash is escaped. */
    static int afterDomain(Text t, int from) {
        int end = end(t, from);
        if (t.like(end) != '\\' || end == from) {
            return from;
        }
        int next = t.like(end + 1) == '\\' ? end + 2 : end + 1;
        boolean escape = next == end + 1
                && (t.like(next) == 'n' || t.like(next) == 't' || t.like(next) == 'r')
                && !t.wordAt(next + 1);
        return t.wordAt(next) && !escape ? next : from;
    }

    /** True where the name is neither a role's, nor a word, nor a stand-in, nor a small number. */
    static boolean isPerson(Text t, int start, int end) {
        if (end - start < 2) {
            return false;
        }
        int letters = 0;
        int digits = 0;
        boolean hex = true;
        for (int i = start; i < end; i++) {
            letters += Chars.isLetter(t.like(i)) || t.like(i) > 127 ? 1 : 0;
            digits += t.digitAt(i) ? 1 : 0;
            hex &= Chars.isHex(t.like(i)) || t.like(i) == '-';
        }
        if ((letters == 0 && end - start < 6) || digits > 8 || (hex && end - start >= 16)) {
            return false;
        }
        String name = t.between(start, end);
        return !Names.isSystem(name)
                && !Names.isService(name)
                && !Names.isWord(name)
                && !(t.at(start) == '0' && t.like(start + 1) == 'x')
                && !Secrets.isPlaceholder(t, start, end);
    }

    /** True where letters and digits mix, or small letters stand on both sides of a dot or underscore. */
    static boolean isHandle(Text t, int start, int end) {
        boolean digit = false;
        boolean letter = false;
        boolean upper = false;
        int joints = 0;
        for (int i = start; i < end; i++) {
            char c = t.like(i);
            digit |= Chars.isDigit(c);
            letter |= Chars.isLetter(c);
            upper |= Chars.isUpper(c);
            joints += (c == '.' || c == '_')
                            && i > start
                            && Chars.isLetter(t.like(i - 1))
                            && Chars.isLetter(t.like(i + 1))
                    ? 1
                    : 0;
        }
        boolean plain = end - start <= 24 && !upper && letter && t.like(end) != '(' && t.like(end) != '/';
        return plain && ((digit && joints <= 1 && t.at(start) != '0') || joints == 1) && !isFile(t, start, end);
    }

    private static boolean isFile(Text t, int start, int end) {
        for (int i = end - 1; i > start; i--) {
            if (t.like(i) == '.') {
                return FileSuffixes.isKnown(t.between(i + 1, end));
            }
        }
        return false;
    }

    private static boolean isPart(char c) {
        return Chars.isWord(c) || c == '.' || c == '_' || c == '-' || c == '$' || c > 127;
    }
}
