package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The value given to a name that says "secret": {@code db_password=…}, {@code "apiKey": "…"}, {@code --token …}. */
final class KeyedSecret implements Finder {
    private static final Set<String> STRONG = Words.of("""
            pass pw pwd apikey appkey passcode passkey creds cred cvv cvc otp credential credentials psw pswd
            authtoken kennwort psk bindpw rootpw""");
    private static final Set<String> MEDIUM = Words.of("""
            token jwt bearer auth pat remember sessionid sessid jsessionid phpsessid sid hmac
            samlresponse macaroon verifier accesskey secretkey accountkey accessid authkey""");
    /** Names that end so speak about a secret and do not hold it. */
    private static final Set<String> ABOUT = Words.of("""
            count counts length len size ttl expiry expires expiration expired type url uri path file policy
            name version at age timeout enabled required limit reset field mode algorithm alg endpoint provider
            class interval issuer usage index status error length] hint min max seconds ms format prefix scope
            valid authenticator service method manager module ref store selector location dir directory source backend
            rotation generator validator check strength label title description message placeholder help tooltip
            caption variable audience short long weak strong mismatch missing invalid incorrect empty changed updated fail failure failed encoder lifetime budget id_ challenge reference lookup""");
    /** Names that begin or go on so stand for no secret in use. */
    private static final Set<String> PASSING = Words.of("bypass compass overpass surpass trespass encompass underpass");

    /** Lines of configuration that hold nothing but the password. */
    private static final Set<String> DIRECTIVES = Words.of("requirepass masterauth bindpw rootpw");

    private static final Set<String> UNREAL = Words.of("non fake dummy mock bogus placeholder");

    private static final Set<String> PLAIN_KEYS = Words.of("""
            primary foreign cache sort public partition row message routing index host registry map json config
            group shard lookup object cluster unique hash dedup idempotency context translation locale metric
            sync kernel property event""");

    @Override
    public String id() {
        return "keyed-secret";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "identified by '",
                "identified by \"",
                "by password '",
                "sessionid",
                "session_id",
                "session-id",
                "session.id",
                "session id",
                "remember",
                "security_answer",
                "security answer",
                "pass",
                "pwd",
                "secret",
                "token",
                "key",
                "cred",
                "_pw",
                "auth",
                "signature",
                "sig=",
                "sid",
                "sessid",
                "jwt",
                "bearer",
                "cvv",
                "cvc",
                "otp",
                "hmac",
                "kennwort",
                "_pat",
                "accessid",
                "psw",
                "psk",
                "bindpw",
                "rootpw",
                "samlresponse",
                "macaroon",
                "code_verifier");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered) {
            return;
        }
        char last = t.at(to - 1);
        if (Chars.isQuote(last)) {
            int end = to;
            while (end < t.length && end - to < 256 && t.at(end) != last && t.at(end) != '\n') {
                end++;
            }
            out.add(this, to, end);
            return;
        }
        if (t.hasAt(from, "authorization")) {
            return;
        }
        Assignment a = Assignment.any(t, from, to, out);
        if (a == null || a.loose()) {
            compared(t, from, to, out);
            if (a != null) {
                loose(t, a, out);
            }
            return;
        }
        int strength = Math.max(strength(a.name()), isSignedQuery(t, a) ? 1 : 0);
        int end = strength == 2 ? wholeLine(t, a) : a.end();
        if (strength == 0 || Secrets.isPlaceholder(t, a.start(), end)) {
            return;
        }
        boolean secret = strength == 2 ? strong(t, a) : medium(t, a);
        if (secret) {
            out.add(this, a.start(), end);
        }
    }

    /** "password hunter22x was rejected", "requirepass hunter22x": the value must look like a password by itself. */
    private void loose(Text t, Assignment a, Findings out) {
        if (strength(a.name()) > 0 && (Secrets.looksLikeKey(t, a.start(), a.end()) || isMixed(t, a))) {
            if (!Secrets.isPlaceholder(t, a.start(), a.end())) {
                out.add(this, a.start(), a.end());
            }
            return;
        }
        String name = a.name().toLowerCase(Locale.ROOT);
        if (!a.firm()
                && !Secrets.looksLikePassword(t, a.start(), a.end())
                && !(DIRECTIVES.contains(name) ? hasMark(t, a) : isScrambled(t, a))) {
            return;
        }
        boolean pass = name.contains("pass");
        int strength = strength(a.name());
        pass |= a.name().equals("AUTH") || DIRECTIVES.contains(name);
        strength = a.name().equals("AUTH") ? 2 : strength;
        boolean secret = a.firm()
                ? strength > 0 && Secrets.looksRandom(t, a.start(), a.end(), 8)
                : strength == 2 && (pass || !a.quoted());
        if (secret && !Secrets.isPlaceholder(t, a.start(), a.end())) {
            out.add(this, a.start(), a.end());
        }
    }

    /** In quotes and long, of letters and digits alone, with a digit inside a word: {@code Some("k4S6QBTAFALKjdmZCw…")}. */
    private static boolean isMixed(Text t, Assignment a) {
        boolean upper = false;
        boolean lower = false;
        boolean inside = false;
        for (int i = a.start(); i < a.end(); i++) {
            char c = t.at(i);
            upper |= Chars.isUpper(c);
            lower |= Chars.isLower(c);
            inside |= Chars.isDigit(c) && i > a.start() && i + 1 < a.end() && Chars.isLetter(t.at(i + 1));
            if (!Chars.isWord(c)) {
                return false;
            }
        }
        return a.quoted() && a.end() - a.start() >= 24 && upper && lower && inside;
    }

    private static boolean isScrambled(Text t, Assignment a) {
        return a.end() - a.start() >= 16 && PrefixedToken.isScrambled(t, a.start(), a.end());
    }

    /** A digit, a capital within or a sign: no word of a sentence about the directive. */
    private static boolean hasMark(Text t, Assignment a) {
        boolean mark = false;
        for (int i = a.start(); i < a.end(); i++) {
            mark |= !Chars.isLower(t.at(i)) && (i > a.start() || !Chars.isUpper(t.at(i)));
        }
        return mark && a.end() - a.start() >= 6;
    }

    /** {@code password != confirm_password} compares two names. */
    private static boolean isComparison(Text t, Assignment a) {
        int p = a.start();
        while (p > 0 && Chars.isBlank(t.at(p - 1))) {
            p--;
        }
        if (a.quoted() || t.at(p - 1) != '=' || (t.at(p - 2) != '=' && t.at(p - 2) != '!')) {
            return false;
        }
        for (int i = a.start(); i < a.end(); i++) {
            if (!Chars.isLetter(t.at(i)) && t.at(i) != '_' && t.at(i) != '.' && t.at(i) != ':') {
                return false;
            }
        }
        return true;
    }

    /** Words that end as a question or sentence does: what a page says about a password. */
    private static boolean isSentence(Text t, Assignment a) {
        int gaps = 0;
        for (int i = a.start(); i < a.end() - 1; i++) {
            char c = t.at(i);
            gaps += c == ' ' ? 1 : 0;
            if (!Chars.isLetter(c) && c != ' ' && c != '\'' && c != ',' && c < 128) {
                return false;
            }
        }
        return gaps > 0 && ".?!:".indexOf(t.at(a.end() - 1)) >= 0;
    }

    /** 0 none, 1 the value must look like a secret, 2 it is one unless it is plainly prose. */
    static int strength(String name) {
        List<String> words = Assignment.words(name);
        if (words.isEmpty() || (words.size() > 1 && ABOUT.contains(words.get(words.size() - 1)))) {
            return 0;
        }
        String last = words.get(words.size() - 1);
        if (last.equals("id") && words.size() > 1 && words.get(words.size() - 2).startsWith("credential")) {
            return 0;
        }
        int strength = 0;
        boolean unreal = words.contains("public");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String before = i > 0 ? words.get(i - 1) : "";
            if (STRONG.contains(word)
                    || word.contains("passw")
                    || word.contains("secret")
                    || word.contains("passphrase")
                    || word.endsWith("pwd")
                    || (word.endsWith("pass") && !PASSING.contains(word))
                    || word.equals("masterauth")
                    || (word.equals("answer") && (before.equals("security") || before.equals("secret")))
                    || (word.equals("key") && (before.equals("api") || before.equals("private")))) {
                return 2;
            }
            unreal |= UNREAL.contains(word);
            if (MEDIUM.contains(word)
                    || word.endsWith("token")
                    || word.endsWith("apikey")
                    || (word.equals("key") && i > 0 && !PLAIN_KEYS.contains(before))
                    || (word.equals("id") && before.equals("session"))) {
                strength = 1;
            }
        }
        return unreal ? 0 : strength;
    }

    /** A signature is public, but for the one that makes a link into a pass. */
    private static boolean isSignedQuery(Text t, Assignment a) {
        String name = a.name().toLowerCase(Locale.ROOT);
        char before = t.at(a.nameStart() - 1);
        boolean query = before == '?' || before == '&' || before == ';';
        return name.equals("oauth_signature") || (query && (name.endsWith("signature") || name.equals("sig")));
    }

    private static boolean strong(Text t, Assignment a) {
        int size = a.end() - a.start();
        char first = t.at(a.start());
        if (first == '/' && a.name().toLowerCase(Locale.ROOT).endsWith("pwd")) {
            return false;
        }
        if (!a.name().toLowerCase(Locale.ROOT).contains("pass") && isResourceName(t, a.start(), a.end())) {
            return false;
        }
        if (isComparison(t, a)) {
            return false;
        }
        if (a.quoted()) {
            return size >= 1 && !isSentence(t, a);
        }
        boolean word = true;
        for (int i = a.start(); i < a.end() && word; i++) {
            word = Chars.isLetter(t.at(i));
        }
        boolean configured = a.firm() || a.name().indexOf('_') >= 0 || a.name().indexOf('-') > 0;
        return configured ? size >= 2 : (size >= 4 && !word) || (size >= 4 && endsLine(t, a.end()));
    }

    private static boolean medium(Text t, Assignment a) {
        int start = a.start();
        int end = a.end();
        if (t.at(start) == '0' && t.at(start + 1) == 'x' && end - start <= 18) {
            return false;
        }
        int colon = start;
        while (colon < end && t.digitAt(colon)) {
            colon++;
        }
        if (colon > start && t.at(colon) == ':') {
            // digits and a colon are a time, a line or a port; what else starts so has a published shape of its own
            return false;
        }
        return !isQualifiedName(t, start, end) && Secrets.looksRandom(t, start, end, a.firm() || a.quoted() ? 8 : 10);
    }

    /** Small words joined by hyphens, dots or slashes: the name under which a vault keeps the secret. */
    private static boolean isResourceName(Text t, int start, int end) {
        boolean joint = false;
        for (int i = start; i < end; i++) {
            char c = t.at(i);
            boolean gap = c == '-' || c == '.' || c == '/';
            joint |= gap && i > start;
            if (!gap && !Chars.isLower(c)) {
                return false;
            }
        }
        return joint;
    }

    /** {@code prefix:LocalName} as in XML: what follows the colon is words in capitals and small letters. */
    private static boolean isQualifiedName(Text t, int start, int end) {
        int colon = end - 1;
        while (colon > start && Chars.isLetter(t.at(colon))) {
            colon--;
        }
        return t.at(colon) == ':' && end - colon > 8 && Chars.isUpper(t.at(colon + 1)) && Chars.isLetter(t.at(start));
    }

    private static boolean endsLine(Text t, int end) {
        return end >= t.length || t.at(end) == '\n' || t.at(end) == '\r';
    }

    /** In {@code some_password: several words} that is a line of its own all words are the value. */
    private static int wholeLine(Text t, Assignment a) {
        char before = t.at(a.nameStart() - 1);
        boolean yaml = !a.quoted()
                && !a.firm()
                && (before == '\n' || before == '\0')
                && a.name().indexOf('_') >= 0;
        int end = a.end();
        while (yaml && end < t.length && t.at(end) != '\n' && t.at(end) != '\r' && end - a.start() < 256) {
            end++;
        }
        return end;
    }

    /** {@code "value" == password}. */
    private void compared(Text t, int from, int to, Findings out) {
        int p = from;
        while (p > 0 && from - p < 64 && Assignment.isName(t.at(p - 1))) {
            p--;
        }
        int end = to;
        while (end < t.length && end - to < 64 && Assignment.isName(t.at(end))) {
            end++;
        }
        int q = p;
        while (q > 0 && p - q < 8 && (Chars.isBlank(t.at(q - 1)) || t.at(q - 1) == '=' || t.at(q - 1) == '!')) {
            q--;
        }
        char quote = t.at(q - 1);
        if (p - q < 2 || !Chars.isQuote(quote) || t.between(q, p).indexOf('=') < 0 || strength(t.between(p, end)) < 2) {
            return;
        }
        int open = q - 2;
        while (open >= 0 && q - open < 256 && t.at(open) != quote && t.at(open) != '\n') {
            open--;
        }
        if (t.at(open) == quote && !Secrets.isPlaceholder(t, open + 1, q - 1)) {
            out.add(this, open + 1, q - 1);
        }
    }

    @Override
    public List<String> positives() {
        return List.of(
                "db_password=hunter2 next",
                "CREATE ROLE app LOGIN PASSWORD 'Xq7vTz0pLm'",
                "CREATE USER app IDENTIFIED BY 'Xq7vTz0pLm'",
                "{\"apiKey\": \"a8f5f167f44f4964e6c998de\"}",
                "--token 9f86d081884c7d659a2f",
                "PGPASSWORD='tr0ub4dor&3' psql",
                "client-secret: w0rdsAndN4mbers",
                "{\\\"password\\\":\\\"corr3ct\\\"}",
                "GET /cb?access_token=4f3c2b1a9e8d7c6b&x=1",
                "if (\"s3same!\" == adminPassword)",
                "<deployToken>\n  b7f3a9c1d2e4f6a8\n</deployToken>");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "password=${DB_PASSWORD}",
                "token_count=12345678901234",
                "Failed password for root from there",
                "max_tokens: 4096",
                "cache_key=users_2024_06_01",
                "password: ********",
                "Unexpected token: identifier",
                "sudo: PWD=/srv/app ; USER=root",
                "authenticator: AuthenticatorBase1");
    }
}
