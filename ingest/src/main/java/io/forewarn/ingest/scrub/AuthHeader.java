package io.forewarn.ingest.scrub;

import java.util.List;

/** Credentials of HTTP requests: Authorization headers, cookies, {@code curl -u user:password}. */
final class AuthHeader implements Finder {
    @Override
    public String id() {
        return "auth-header";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "authorization",
                "bearer ",
                "basic ",
                "cookie:",
                "cookie\"",
                " -u ",
                "--user ",
                "--proxy-user ",
                "token ");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered) {
            return;
        }
        switch (Chars.lower(t.at(from))) {
            case 'a' -> header(t, to, out);
            case 'b', 't' -> scheme(t, from, to, out);
            case 'c' -> cookies(t, to, out);
            default -> login(t, to, out);
        }
    }

    private void header(Text t, int to, Findings out) {
        int p = to;
        while (p - to < 6 && (Chars.isQuote(t.at(p)) || t.at(p) == '\\' || t.at(p) == ']' || Chars.isBlank(t.at(p)))) {
            p++;
        }
        if (t.at(p) != ':' && t.at(p) != '=' && t.at(p) != ',') {
            return;
        }
        p++;
        while (p - to < 24
                && (Chars.isBlank(t.at(p))
                        || Chars.isQuote(t.at(p))
                        || t.at(p) == '\\'
                        || t.at(p) == '['
                        || t.at(p) == '>')) {
            p++;
        }
        int end = credential(t, p);
        if (Chars.isBlank(t.at(end)) && end - p <= 20 && isScheme(t, p, end)) {
            int listEnd = pairs(t, end);
            if (listEnd > 0) {
                out.add(this, end + 1, listEnd);
                return;
            }
            int next = end;
            while (next - end < 4 && Chars.isBlank(t.at(next))) {
                next++;
            }
            int stop = credential(t, next);
            if (stop == next) {
                return;
            }
            p = next;
            end = parameters(t, stop);
        }
        if (end - p >= 6 && !Secrets.isPlaceholder(t, p, end)) {
            out.add(this, p, end);
        }
    }

    /** End of {@code name="value", name=value} (RFC 9110, 11.2), or 0 where what follows is one credential. */
    private static int pairs(Text t, int from) {
        int end = 0;
        int p = from;
        while (p < t.length && p - from < 4096) {
            while (Chars.isBlank(t.at(p)) || t.at(p) == ',') {
                p++;
            }
            int name = p;
            while (t.wordAt(p) || t.at(p) == '_' || t.at(p) == '-') {
                p++;
            }
            boolean quoted = t.at(p + 1) == '"' || (t.at(p + 1) == '\\' && t.at(p + 2) == '"');
            if (p == name || t.at(p) != '=' || t.at(p + 1) == '=' || Chars.isSpace(t.at(p + 1)) || p + 1 >= t.length) {
                return end;
            }
            p += quoted ? t.at(p + 1) == '"' ? 2 : 3 : 1;
            while (p < t.length
                    && (quoted
                            ? t.at(p) != '"' && t.at(p) != '\n'
                            : !Chars.isSpace(t.at(p)) && ",\"'".indexOf(t.at(p)) < 0)) {
                p++;
            }
            p += quoted && t.at(p) == '"' ? 1 : 0;
            end = p;
            if (t.at(p) != ',') {
                return end;
            }
        }
        return end;
    }

    /** Digest, AWS4 and OAuth credentials go on after commas. */
    private static int parameters(Text t, int from) {
        int end = from;
        while (t.at(end) == ',' && end - from < 2048) {
            int p = end + 1;
            while (Chars.isBlank(t.at(p))) {
                p++;
            }
            int stop = p;
            while (stop < t.length && !Chars.isSpace(t.at(stop)) && t.at(stop) != ',' && stop - p < 512) {
                stop++;
            }
            if (t.between(p, stop).indexOf('=') <= 0) {
                break;
            }
            end = stop;
        }
        return end;
    }

    private static boolean isScheme(Text t, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Chars.isWord(t.at(i)) && t.at(i) != '-') {
                return false;
            }
        }
        return end > start;
    }

    private static int credential(Text t, int from) {
        int i = from;
        while (i < t.length && !Chars.isSpace(t.at(i)) && "\"'`,\\<>".indexOf(t.at(i)) < 0) {
            i++;
        }
        return i;
    }

    private void scheme(Text t, int from, int to, Findings out) {
        int end = credential(t, to);
        boolean token = Chars.lower(t.at(from)) == 't';
        if (t.wordAt(from - 1) || end - to < (token ? 20 : 12) || Secrets.isPlaceholder(t, to, end)) {
            return;
        }
        if (Secrets.looksRandom(t, to, end, 12)) {
            out.add(this, to, end);
        }
    }

    private void cookies(Text t, int to, Findings out) {
        int p = to;
        while (p - to < 8 && (Chars.isBlank(t.at(p)) || Chars.isQuote(t.at(p)) || t.at(p) == ':' || t.at(p) == '[')) {
            p++;
        }
        while (p < t.length) {
            int name = p;
            while (p < t.length && p - name < 64 && (Assignment.isName(t.at(p)) || t.at(p) == '%')) {
                p++;
            }
            if (p == name || t.at(p) != '=') {
                return;
            }
            int value = ++p;
            while (p < t.length && !Chars.isSpace(t.at(p)) && "\";,'".indexOf(t.at(p)) < 0) {
                p++;
            }
            if (p - value >= 4 && !isAttribute(t.between(name, value - 1))) {
                out.add(this, value, p);
            }
            while (p < t.length && (t.at(p) == ';' || Chars.isBlank(t.at(p)))) {
                p++;
            }
        }
    }

    private static boolean isAttribute(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "path", "expires", "max-age", "domain", "samesite", "version" -> true;
            default -> false;
        };
    }

    private void login(Text t, int to, Findings out) {
        int p = to;
        while (p - to < 4 && Chars.isBlank(t.at(p))) {
            p++;
        }
        char quote = Chars.isQuote(t.at(p)) ? t.at(p++) : '\0';
        int end = p;
        while (end < t.length && end - p < 256 && (quote != 0 ? t.at(end) != quote : !Chars.isSpace(t.at(end)))) {
            end++;
        }
        int colon = p;
        while (colon < end && t.at(colon) != ':') {
            colon++;
        }
        if (colon == end || (colon == p && end - p < 8) || Secrets.isPlaceholder(t, p, end)) {
            return;
        }
        boolean userOnly = colon + 1 == end;
        boolean secret = userOnly
                ? Secrets.looksRandom(t, p, colon, 8)
                : !Secrets.isPlaceholder(t, colon + 1, end) && (colon == p || Secrets.distinct(t, p, colon) > 1);
        if (secret) {
            out.add(this, p, end);
        }
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Authorization: Basic YWxpY2U6b3BlbnNlc2FtZQ==", "curl -H 'Authorization: Token 9a8b7c6d5e4f3a2b1c0d'",
                "curl -u bob:s3cretw0rd https://api", "Cookie: theme=dark; sid=8f14e45fceea167a",
                "sent Bearer 3kd9fj2lq0wm5nvb8x", "\"authorization\":\"Bearer 3kd9fj2lq0wm5nvb8x\"");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "Authorization: Bearer $(gcloud auth print-access-token)",
                "curl -u ${USER}:${PASS} https://api",
                "Authorization: Basic ...",
                "basic authentication is enabled",
                "docker run -u 1000 image");
    }
}
