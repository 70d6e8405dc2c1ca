package io.forewarn.ingest.scrub;

import java.util.List;

/** Dotted IPv4 addresses; four-part versions are left where a word or a file suffix gives them away. */
final class Ipv4Address implements Finder {
    private static final List<String> BEHIND_VERSIONS = List.of(
            ".jar",
            ".war",
            ".zip",
            ".tar",
            ".tgz",
            ".deb",
            ".rpm",
            ".dll",
            ".exe",
            ".so",
            ".whl",
            "-snapshot",
            ", culture");

    @Override
    public String id() {
        return "ipv4";
    }

    @Override
    public String kind() {
        return "ip";
    }

    @Override
    public int onNumbers() {
        return OCTET;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (to - from > 3 || t.like(to) != '.' || !t.digitAt(to + 1)) {
            return;
        }
        char before = t.like(from - 1);
        if (Chars.isLetter(before) || before == '~' || (before == '.' && t.wordAt(from - 2))) {
            return;
        }
        int end = end(t, from);
        if (end < 0 || isNobody(t, from, end) || isVersion(t, from, end)) {
            return;
        }
        out.add(this, from, end);
    }

    /** Loopback is the same everywhere (RFC 6890): it identifies no one. */
    private static boolean isNobody(Text t, int from, int end) {
        return end - from >= 9 && t.hasAt(from, "127.");
    }

    /** End of the address that starts here, or -1. */
    static int end(Text t, int from) {
        int p = Octets.end(t, from, '.');
        boolean longer = p < 0
                || t.digitAt(p)
                || (t.like(p) == '.' && t.digitAt(p + 1))
                || (Chars.isLetter(t.like(p)) && t.like(p) != 'x');
        return longer || !Octets.areSmall(t, from, p) ? -1 : p;
    }

    private static boolean isVersion(Text t, int from, int end) {
        if (".-,".indexOf(t.like(end)) >= 0) {
            for (String suffix : BEHIND_VERSIONS) {
                if (t.hasAt(end, suffix)) {
                    return true;
                }
            }
        }
        if (t.like(from - 1) == ':' && isCoordinate(t, from - 1)) {
            return true;
        }
        int p = from;
        while (p > 0 && from - p < 4 && " =:\"'/(".indexOf(t.like(p - 1)) >= 0) {
            p--;
        }
        boolean between =
                (t.hasAt(end, " to ") && t.hasBefore(p, " from")) || (t.hasBefore(p, " to") && t.digitAt(p - 4));
        if (p < from && between && isUpgrade(t, p)) {
            return true;
        }
        return p < from
                && (t.hasBefore(p, "version")
                        || t.hasBefore(p, "release")
                        || (t.hasBefore(p, "ver") && !Chars.isLetter(t.like(p - 4)))
                        || t.hasBefore(p, "ver.")
                        || t.hasBefore(p, "build")
                        || t.hasBefore(p, "chrome")
                        || t.hasBefore(p, "revision")
                        || t.hasBefore(p, ":jar"));
    }

    /** {@code upgraded lib from 1.0.0.1 to 1.0.0.2}. */
    private static boolean isUpgrade(Text t, int to) {
        for (int i = to; i >= 0 && to - i < 64; i--) {
            if (t.hasAt(i, "upgrad") || t.hasAt(i, "downgrad") || t.hasAt(i, "bump")) {
                return true;
            }
        }
        return false;
    }

    /** {@code com.acme:lib:1.2.3.4}, as Maven names an artifact. */
    private static boolean isCoordinate(Text t, int colon) {
        int p = colon;
        while (p > 0 && colon - p < 64 && (t.wordAt(p - 1) || t.like(p - 1) == '-' || t.like(p - 1) == '.')) {
            p--;
        }
        return p < colon && t.like(p - 1) == ':' && Chars.isLetter(t.like(p)) && Chars.isLetter(t.like(p - 2));
    }

    @Override
    public List<String> positives() {
        return List.of(
                "from 10.251.42.207:50010",
                "[client 67.154.58.130]",
                "BP-13473-10.190.173.170-144497",
                "hdfs://10.10.34.11:9000/x");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "version 1.2.3.4",
                "lib-2.0.0.1.jar",
                "1.2.3.4.5.6",
                "256.256.256.256",
                "v10.0.22.1",
                "Version 1.2.3",
                "http://127.0.0.1:8080/");
    }
}
