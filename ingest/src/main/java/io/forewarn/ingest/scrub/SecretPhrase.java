package io.forewarn.ingest.scrub;

import java.util.List;

/**
 * Secrets that other words than a key name: "password" in other languages, as far as ASCII tells it, communities of SNMP
 * (RFC 1157), credentials of SMTP (RFC 4954), and the code that OAuth hands over in a URL (RFC 6749, 4.1.2).
 */
final class SecretPhrase implements Finder {
    private static final int GAP = 16;
    private static final int LONGEST = 512;
    private static final int SHORTEST = 4;
    private static final int RANDOM = 16;
    private static final List<String> IS = List.of("ist ", "est ", "es ", "is ", "er ", "lautet ");

    @Override
    public String id() {
        return "secret-phrase";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "passwort",
                "kennwort",
                "losungswort",
                "mot de passe",
                "mot_de_passe",
                "motdepasse",
                "contrase",
                "senha",
                "palavra-passe",
                "parola d'ordine",
                "wachtwoord",
                "adgangskode",
                "salasana",
                "heslo",
                "haslo",
                "jelsz",
                "sifre",
                "community string",
                "snmp-server community",
                "snmp community",
                "auth plain",
                "auth login",
                "recovery code",
                "recovery_code",
                "recovery key",
                "recovery_key",
                "activation key",
                "product key",
                "license key",
                "password for ",
                "generated for ",
                "backup code",
                "backup_code",
                "scratch code",
                "&p=",
                "code=");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered || (Chars.isLetter(t.at(from)) && Chars.isLetter(t.at(from - 1)))) {
            return;
        }
        if (t.at(to - 1) == '=') {
            int end = valueEnd(t, to);
            if (t.at(to - 2) == 'e' && t.at(from - 1) != '?' && t.at(from - 1) != '&') {
                return;
            }
            if (t.at(to - 2) == 'p' && !(isLogin(t, from) && Secrets.looksRandom(t, to, end, 8))) {
                return;
            }
            if (t.at(to - 2) == 'p' || Secrets.looksRandom(t, to, end, RANDOM)) {
                out.add(this, to, end);
            }
            return;
        }
        if (t.hasBefore(to, " for ")) {
            personal(t, from, to, out);
            return;
        }
        int named = wordEnd(t, to);
        int p = apart(t, named);
        boolean firm = t.at(p) == ':' || t.at(p) == '=';
        p = firm ? apart(t, p + 1) : p;
        for (String is : IS) {
            if (p > named && t.hasAt(p, is)) {
                p = apart(t, p + is.length());
                firm = false;
            }
        }
        int end = valueEnd(t, p);
        boolean code = t.hasBefore(to, "code") || t.hasBefore(to, "key");
        boolean secret = code
                ? speaks(t, false, p, end) || isGrouped(t, p, end)
                : firm ? end - p >= SHORTEST : speaks(t, t.hasAt(from, "auth "), p, end);
        if (p > named && p - named <= GAP && secret && !Secrets.isPlaceholder(t, p, end)) {
            out.add(this, p, end);
        }
    }

    /** {@code Password for kim is …}, {@code a temporary password is generated for root@localhost: …}. */
    private void personal(Text t, int from, int to, Findings out) {
        if (t.hasAt(from, "generated") && !t.hasBefore(from, "password is ") && !t.hasBefore(from, "password ")) {
            return;
        }
        int name = to;
        while (name < t.length
                && name - to < 64
                && !Chars.isSpace(t.at(name))
                && t.at(name) != ':'
                && t.at(name) != '=') {
            name++;
        }
        int p = apart(t, name);
        p = t.at(p) == ':' || t.at(p) == '=' ? apart(t, p + 1) : t.hasAt(p, "is ") ? apart(t, p + 3) : t.length;
        int end = p;
        int marks = 0;
        while (end < t.length && !Chars.isSpace(t.at(end)) && end - p < LONGEST) {
            marks += Chars.isLetter(t.at(end)) ? 0 : 1;
            end++;
        }
        if (end - p >= 6 && (marks > 1 || speaks(t, false, p, end)) && !Secrets.isPlaceholder(t, p, end)) {
            out.add(this, p, end);
        }
    }

    /** {@code ?u=name&p=…}, as databases and players let someone in by a URL. */
    private static boolean isLogin(Text t, int from) {
        int p = from;
        while (p > 0
                && from - p < LONGEST / 8
                && !Chars.isSpace(t.at(p - 1))
                && t.at(p - 1) != '?'
                && t.at(p - 1) != '&') {
            p--;
        }
        return t.hasAt(p, "u=");
    }

    /** {@code 4f7ab-x91cd}: groups of letters and digits with hyphens between. */
    private static boolean isGrouped(Text t, int from, int to) {
        int digits = 0;
        int hyphens = 0;
        for (int i = from; i < to; i++) {
            char c = t.at(i);
            digits += Chars.isDigit(c) ? 1 : 0;
            hyphens += c == '-' ? 1 : 0;
            if (!Chars.isWord(c) && c != '-') {
                return false;
            }
        }
        return to - from >= 8 && hyphens > 0 && digits > 0;
    }

    /** An anchor may end before a letter that is not ASCII. */
    private static int wordEnd(Text t, int to) {
        int p = to;
        while (p - to < 4 && (Chars.isLetter(t.at(p)) || t.at(p) > 127)) {
            p++;
        }
        return p;
    }

    private static int apart(Text t, int from) {
        int p = from;
        while (p - from < GAP && (Chars.isBlank(t.at(p)) || Chars.isQuote(t.at(p)))) {
            p++;
        }
        return p;
    }

    private static int valueEnd(Text t, int from) {
        int end = from;
        while (end < t.length
                && end - from < LONGEST
                && !Chars.isSpace(t.at(end))
                && !Chars.isQuote(t.at(end))
                && "&,;".indexOf(t.at(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Where nothing but a blank joins them the value must look like a secret by itself. */
    private static boolean speaks(Text t, boolean smtp, int p, int end) {
        boolean random = Secrets.looksRandom(t, p, end, 8);
        if (smtp) {
            return end - p >= 8 && (end - p) % 4 == 0 && (random || t.at(end - 1) == '=');
        }
        return random || Secrets.looksLikePassword(t, p, end) || mixedCase(t, p, end);
    }

    /** Capitals within: {@code qCVjhIPXGI} is no word of any language. */
    private static boolean mixedCase(Text t, int p, int end) {
        int turns = 0;
        for (int i = p + 1; i < end; i++) {
            turns += Chars.isLower(t.at(i - 1)) && Chars.isUpper(t.at(i)) ? 1 : 0;
        }
        return end - p >= 8 && turns >= 2;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Das Passwort ist qCVjhIPXGI",
                "passwort: offenesam",
                "mot de passe : s3same0uvre",
                "contrase\u00f1a=abrete",
                "wachtwoord is s3samopenu99",
                "snmp-server community s3cr3t77RO ro",
                "AUTH PLAIN AGJvYgBodW50ZXIyMg==",
                "A temporary password is generated for root@localhost: a,8Kd9;mQz",
                "recovery code: 4f7ab-x91cd",
                "http://db/query?u=svc&p=Xq7vTz0pLm",
                "GET /callback?code=oYXvvS43B0ok3BjImVIBNF2dFstw4h&state=xyz");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "Das Passwort ist abgelaufen",
                "Passwort falsch",
                "mot de passe incorrect",
                "contrase\u00f1a no v\u00e1lida",
                "community string mismatch",
                "250-AUTH PLAIN LOGIN",
                "GET /list?code=404&page=2",
                "GET /list?code=de-DE-berlin-mitte",
                "heslo=${PASS}",
                "GET /list?page=2&p=Xq7vTz0pLm",
                "Failed password for root from 10.0.0.1",
                "backup codes: generated");
    }
}
