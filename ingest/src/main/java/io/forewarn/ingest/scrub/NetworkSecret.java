package io.forewarn.ingest.scrub;

import java.util.List;

/** Keys in the configuration of routers, switches and firewalls, which stand after words and numbers that say how they are written. */
final class NetworkSecret implements Finder {
    private static final int LONGEST = 256;
    private static final List<String> FORMS = List.of(
            "enc ",
            "ascii ",
            "ascii-text ",
            "plain-text ",
            "cleartext ",
            "hexadecimal ",
            "hex ",
            "md5 ",
            "sha ",
            "sha1 ",
            "text ",
            "encrypted ",
            "aes ",
            "128 ",
            "192 ",
            "256 ");

    @Override
    public String id() {
        return "network-secret";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "isakmp key ",
                "tacacs-server key ",
                "radius-server key ",
                "authentication-key ",
                "message-digest-key ",
                "auth sha ",
                "auth md5 ",
                "priv aes ",
                "priv des ",
                "psksecret ",
                "key-string ",
                "pre-shared-key ",
                "wpa-psk ",
                "neighbor ");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (Chars.isLetter(t.at(from - 1))) {
            return;
        }
        int p = to;
        if (t.hasAt(from, "neighbor ")) {
            while (p - to < 48 && !Chars.isSpace(t.at(p)) && p < t.length) {
                p++;
            }
            if (!t.hasAt(p, " password ")) {
                return;
            }
            p += 10;
        }
        int value = behindForms(t, p);
        boolean quoted = Chars.isQuote(t.at(value));
        value += quoted ? 1 : 0;
        int end = value;
        while (end < t.length && end - value < LONGEST && !Chars.isSpace(t.at(end)) && !Chars.isQuote(t.at(end))) {
            end++;
        }
        if (end - value >= 6 && speaks(t, value, end) && !Secrets.isPlaceholder(t, value, end)) {
            out.add(this, value, end);
        }
    }

    /** Behind types of encryption (0, 7), numbers of keys and the words of {@link #FORMS}. */
    private static int behindForms(Text t, int from) {
        int p = from;
        for (int words = 0; words < 3; words++) {
            int next = p;
            while (t.digitAt(next) && next - p < 3) {
                next++;
            }
            if (next == p || t.at(next) != ' ') {
                next = p;
                for (String form : FORMS) {
                    next = t.hasAt(p, form) ? p + form.length() - 1 : next;
                }
            }
            if (next == p) {
                return p;
            }
            p = next + 1;
        }
        return p;
    }

    /** A digit, a sign or a capital within: not a word that goes on with the sentence. */
    private static boolean speaks(Text t, int from, int to) {
        boolean mark = false;
        for (int i = from; i < to; i++) {
            mark |= !Chars.isLower(t.at(i)) && (i > from || !Chars.isUpper(t.at(i)));
        }
        return mark;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "crypto isakmp key Xq7vTz0pLm address 10.0.0.1",
                "radius-server key 7 0822455D0A16544541",
                "snmp-server user u g v3 auth sha Xq7vTz0pLm priv aes 128 Xq7vTz0pLw",
                "neighbor 10.0.0.1 password Xq7vTz0pLm",
                "set psksecret ENC q83fvu8A1xQz0Lk==");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "neighbor 10.0.0.1 Up",
                "isakmp key negotiation failed",
                "pre-shared-key ascii-text missing",
                "authentication-key expired");
    }
}
