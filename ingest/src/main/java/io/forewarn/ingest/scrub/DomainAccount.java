package io.forewarn.ingest.scrub;

import java.util.List;

/** An account with its Windows domain before it, {@code CORP\jmueller}, wherever it stands. */
final class DomainAccount implements Finder {
    private static final int DOMAIN = 15;

    @Override
    public String id() {
        return "domain-account";
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public List<String> anchors() {
        return List.of("\\");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (!isDomain(t.like(from - 1)) || from < out.covered) {
            return;
        }
        int domain = from;
        while (domain > 0 && from - domain <= DOMAIN && isDomain(t.like(domain - 1))) {
            domain--;
        }
        boolean named = from - domain >= 2 && from - domain <= DOMAIN && Chars.isUpper(t.like(domain));
        if (!named || !mayPrecede(t.like(domain - 1)) || isMachine(t, domain)) {
            return;
        }
        boolean doubled = t.like(to) == '\\';
        int start = doubled ? to + 1 : to;
        int end = AccountNames.end(t, start);
        boolean closed = end >= t.length || "\\/.:$({".indexOf(t.like(end)) < 0 || Chars.isSpace(t.like(end + 1));
        if (closed
                && t.like(end - 1) != '$'
                && (doubled || !isEscape(t, start, end))
                && AccountNames.isPerson(t, start, end)) {
            out.add(this, start, end);
        }
    }

    private static boolean isDomain(char c) {
        return Chars.isUpper(c) || Chars.isDigit(c) || c == '-';
    }

    private static boolean mayPrecede(char c) {
        return c == '\0' || Chars.isSpace(c) || Chars.isQuote(c) || "=([<,;|".indexOf(c) >= 0;
    }

    /** Accounts of the system itself, and the registry. */
    private static boolean isMachine(Text t, int domain) {
        return t.hasAt(domain, "hk")
                || t.hasAt(domain, "software\\")
                || t.hasAt(domain, "system\\")
                || t.hasAt(domain, "hardware\\")
                || t.hasAt(domain, "authority\\")
                || t.hasAt(domain, "builtin\\")
                || t.hasAt(domain, "service\\")
                || t.hasAt(domain, "apppool\\");
    }

    /** A backslash and a letter may be an escape of a string: {@code ERROR\nCaused by}. */
    private static boolean isEscape(Text t, int start, int end) {
        return "ntr".indexOf(t.like(start)) >= 0 ? !AccountNames.isHandle(t, start, end) : end - start < 4;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "GET /x - 443 CORP\\jmueller 200", "\"ACME-EU\\\\nadia\"", "owner=CORP\\kim_lee7", "(CORP\\wjones)");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "\"ERROR\\nstack\"",
                "HKLM\\Software",
                "SOFTWARE\\Microsoft",
                "NT AUTHORITY\\SYSTEM",
                "BUILTIN\\Users",
                "C:\\Program Files",
                "^[A-Z]\\d+",
                "CORP\\WKS01$",
                "IIS APPPOOL\\Web");
    }
}
