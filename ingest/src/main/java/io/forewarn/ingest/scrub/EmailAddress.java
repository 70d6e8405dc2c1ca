package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses (RFC 5321 shape, also internationalised), and the user of {@code user@host:port}. A name or a path before
 * an address is no part of it, though the standard would let it be: the same address has the same pseudonym everywhere.
 */
final class EmailAddress implements Finder {
    /** Where a domain ends, though a hyphen and more follow it, as in the name of a file. */
    private static final Set<String> ENDINGS = Words.of("""
            com org net edu gov mil int info biz name pro dev app io ai co me tv eu de at ch fr it es pt nl be lu uk ie se
            no dk fi is ee lv lt pl cz sk hu ro bg gr tr ru ua il in cn jp kr tw hk sg my th vn id ph au nz ca us mx br
            ar cl za ng ke eg example test invalid local internal""");

    @Override
    public String id() {
        return "email";
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public List<String> anchors() {
        return List.of("@", "%40");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from > 0 && out.credentialsEnd() == from) {
            // what stands before was found as credentials: the host after it may stay
            return;
        }
        int start = from;
        while (start > 0 && from - start < 64 && isLocal(t.at(start - 1))) {
            start--;
        }
        while (start < from
                && (t.at(start) == '.'
                        || t.at(start) == '-'
                        || t.at(start) == '/'
                        || t.at(start) == '\''
                        || t.at(start) == '=')) {
            start++;
        }
        if (start == from || t.at(from - 1) == '.') {
            return;
        }
        start = behindName(t, behindPath(t, start, from), from);
        int end = to;
        int dot = -1;
        boolean named = false;
        while (end < t.length && end - to < 255 && isDomain(t.at(end))) {
            if (t.at(end) == '.') {
                if (t.at(end - 1) == '.' || end == to) {
                    break;
                }
                dot = end;
            } else if (dot < 0) {
                named |= !t.digitAt(end);
            }
            end++;
        }
        while (end > to && (t.at(end - 1) == '.' || t.at(end - 1) == '-')) {
            end--;
            dot = end == dot ? lastDot(t, to, end) : dot;
        }
        if (dot > to && !isDomainSuffix(t, dot + 1, end)) {
            end = beforeHyphen(t, to, end);
            dot = lastDot(t, to, end);
        }
        if (dot > to && isDomainSuffix(t, dot + 1, end) && hasName(t, to, dot)) {
            out.add(this, start, end);
        } else if ((isHostWithPort(t, to, end) || isSession(t, end) || (end - to == 9 && t.hasAt(to, "localhost")))
                && named
                && isUser(t, start, from)) {
            out.add(this, "user", start, from);
        }
    }

    /** Behind the folders of a path; of a single slash either side may be the person: {@code kim/admin@REALM.ORG}. */
    private static int behindPath(Text t, int start, int from) {
        int slash = from;
        int slashes = t.at(start - 1) == '/' || t.at(start - 1) == ':' ? 1 : 0;
        for (int i = from - 1; i >= start; i--) {
            if (t.at(i) == '/') {
                slash = slash == from ? i : slash;
                slashes++;
            }
        }
        return slash < from - 1 && slashes > 1 ? slash + 1 : start;
    }

    /**
     * Behind {@code mail=}, where that is the name of a field. A returned mail has the address it was sent to in its own:
     * {@code list+kim=example.com@lists.org}, {@code prvs=1a2b=kim@example.org}.
     */
    private static int behindName(Text t, int start, int from) {
        int equals = from - 1;
        while (equals > start && t.at(equals) != '=') {
            equals--;
        }
        int name = equals;
        while (name > start && (Chars.isWord(t.at(name - 1)) || t.at(name - 1) == '-' || t.at(name - 1) == '.')) {
            name--;
        }
        boolean apart = name == start || t.at(name - 1) == '&' || t.at(name - 1) == '/' || t.at(name - 1) == '#';
        boolean mails = t.hasAt(name, "prvs=") || t.hasAt(name, "srs") || t.hasAt(name, "btv");
        int dot = lastDot(t, equals + 1, from);
        boolean returned = dot > 0 && ENDINGS.contains(t.between(dot + 1, from).toLowerCase(Locale.ROOT));
        return equals > name && equals < from - 1 && apart && !mails && !returned && Chars.isLetter(t.at(name))
                ? equals + 1
                : start;
    }

    /** End of the domain where a hyphen and more follow it, or the end given. */
    private static int beforeHyphen(Text t, int dot, int end) {
        for (int i = dot; i < end; i++) {
            int p = i + 1;
            while (t.at(i) == '.' && p < end && Chars.isLetter(t.at(p))) {
                p++;
            }
            if (t.at(i) == '.'
                    && t.at(p) == '-'
                    && ENDINGS.contains(t.between(i + 1, p).toLowerCase(Locale.ROOT))) {
                return p;
            }
        }
        return end;
    }

    private static int lastDot(Text t, int from, int to) {
        int i = to - 1;
        while (i > from && t.at(i) != '.') {
            i--;
        }
        return i > from ? i : -1;
    }

    private static boolean hasName(Text t, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!t.digitAt(i) && t.at(i) != '.') {
                return true;
            }
        }
        return to - from >= 3 && lastDot(t, from, to) < 0;
    }

    private static boolean isDomainSuffix(Text t, int from, int to) {
        if (to - from < 2 || t.hasAt(from, "xn--")) {
            return to - from > 4;
        }
        for (int i = from; i < to; i++) {
            if (!Chars.isLetter(t.at(i)) && t.at(i) < 128) {
                return false;
            }
        }
        return !FileSuffixes.isKnown(t.between(from, to));
    }

    /** {@code msrabi@msra-sa-41:9000}: no object identity such as {@code Foo@1a2b3c}, no package version. */
    private static boolean isHostWithPort(Text t, int from, int end) {
        return end > from && Chars.isLetter(t.at(from)) && t.at(end) == ':' && t.digitAt(end + 1) && t.digitAt(end + 2);
    }

    /** {@code user@database LOG:}, as PostgreSQL begins its lines with {@code log_line_prefix = '%u@%d '}. */
    private static boolean isSession(Text t, int end) {
        return t.hasAt(end, " log: ")
                || t.hasAt(end, " error: ")
                || t.hasAt(end, " fatal: ")
                || t.hasAt(end, " statement: ");
    }

    private static boolean isUser(Text t, int from, int to) {
        boolean upper = false;
        for (int i = from; i < to; i++) {
            upper |= Chars.isUpper(t.at(i));
        }
        return to - from <= 32 && !upper && !Names.isSystem(t.between(from, to));
    }

    private static boolean isLocal(char c) {
        return Chars.isWord(c) || "._%+-'=/~#&".indexOf(c) >= 0 || (c > 127 && Character.isLetterOrDigit(c));
    }

    private static boolean isDomain(char c) {
        return Chars.isWord(c) || c == '.' || c == '-' || (c > 127 && Character.isLetterOrDigit(c));
    }

    @Override
    public List<String> positives() {
        return List.of(
                "mail to alice.smith+x@mail.example.co.uk.",
                "a@xn--d1acufc.xn--p1ai",
                "q=bob%40example.com&x=1",
                "kim@example.org-2024.log",
                "jörg@müller.de wrote",
                "[LeaseRenewer:msrabi@msra-sa-41:9000]");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "logo@2x.png",
                "getty@tty1.service",
                "react@17.0.2",
                "java.lang.Object@1b2c3d4e",
                "@Override void",
                "CSI Transaction @0x47e9e0",
                "00000009@2016/9/27:20:40:53.744");
    }
}
