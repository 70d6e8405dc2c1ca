package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;

/** Passwords and keys that a program hands to a function by their place: {@code login("kim", "…")}, {@code jwt.sign(x, "…")}. */
final class CallSecret implements Finder {
    private static final int REACH = 320;
    private static final List<String> LOGINS = List.of(
            "basicauth(",
            "credentials(",
            "credentials.basic(",
            "login(",
            "bind(",
            "connect(",
            "passwordauthentication(",
            "auth=(",
            "auth(");
    private static final List<String> KEYS = List.of(
            "jwt.sign(",
            "jwt.encode(",
            "jwt.verify(",
            "jwt.decode(",
            "createhmac(",
            "hmac.new(",
            "secretkeyspec(",
            "aes.new(",
            "fernet(",
            "hmac.compute(",
            "hmac256(");

    @Override
    public String id() {
        return "call-secret";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        List<String> anchors = new ArrayList<>(LOGINS);
        anchors.addAll(KEYS);
        return anchors;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.reached(this)) {
            return;
        }
        boolean login = LOGINS.stream().anyMatch(name -> t.hasAt(from, name) && name.length() == to - from);
        int before = 0;
        int p = to;
        while (p < t.length && p - to < REACH && t.at(p) != ')' && t.at(p) != '\n' && t.at(p) != ';') {
            if (!Chars.isQuote(t.at(p))) {
                p++;
                continue;
            }
            int close = p + 1;
            while (close < t.length && close - to < REACH && t.at(close) != t.at(p) && t.at(close) != '\n') {
                close++;
            }
            if (t.at(close) == t.at(p)
                    && (login ? before > 0 && isPassword(t, p + 1, close) : isKey(t, p + 1, close))) {
                out.add(this, p + 1, close);
            }
            before++;
            p = close + 1;
        }
        out.reached(this, p);
    }

    private static boolean isPassword(Text t, int start, int end) {
        return Secrets.looksLikePassword(t, start, end) || isKey(t, start, end);
    }

    private static boolean isKey(Text t, int start, int end) {
        return end - start >= 12
                && (Secrets.looksLikeKey(t, start, end)
                        || PrefixedToken.isScrambled(t, start, end)
                        || Secrets.looksRandom(t, start, end, 20));
    }

    @Override
    public List<String> positives() {
        return List.of(
                "mysql_connect(\"localhost\", \"root\", \"Xq7vTz0pLm\")",
                "HTTPBasicAuth('svc', 'Xq7vTz0pLm')",
                "jwt.sign(payload, \"" + "a8Kd93mQz71LpX0vBn4R" + "\")",
                "crypto.createHmac('sha256', '" + "a8Kd93mQz71LpX0vBn4R" + "')");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "client.connect(\"localhost\", \"orders\")",
                "login(user, password)",
                "crypto.createHmac('sha256', process.env.KEY)",
                "element.bind(\"click\", \"handler\")");
    }
}
