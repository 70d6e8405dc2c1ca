package io.forewarn.ingest.scrub;

import java.util.List;

/** A private key in PEM form (RFC 7468), whole or cut off, also with its line breaks escaped. */
final class PrivateKeyBlock implements Finder {
    @Override
    public String id() {
        return "private-key";
    }

    @Override
    public String kind() {
        return "private-key";
    }

    @Override
    public List<String> anchors() {
        return List.of("-----begin ", "---- begin ", "private-lines: ");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered) {
            return;
        }
        if (Chars.lower(t.at(from)) == 'p') {
            puttyLines(t, to, out);
            return;
        }
        if (!isPrivate(t, to)) {
            return;
        }
        int end = bodyEnd(t, to);
        for (int i = to; i < t.length; i++) {
            if (t.at(i) == '-' && (t.hasAt(i, "-----end ") || t.hasAt(i, "---- end "))) {
                end = trailerEnd(t, i + 8);
                break;
            }
            if (i > end && t.hasAt(i, "-----begin ")) {
                break;
            }
        }
        out.add(this, from, end);
    }

    /** {@code Private-Lines: 14} and the lines of base64 after it, as PuTTY keeps a key. */
    private void puttyLines(Text t, int to, Findings out) {
        int start = to;
        while (t.digitAt(start)) {
            start++;
        }
        int end = start;
        while (end < t.length && (Chars.isWord(t.at(end)) || "+/=\r\n\\".indexOf(t.at(end)) >= 0)) {
            end++;
        }
        if (end - start > 16) {
            out.add(this, start, end);
        }
    }

    private static boolean isPrivate(Text t, int from) {
        for (int i = from; i < Math.min(t.length, from + 40) && t.at(i) != '\n'; i++) {
            if (t.hasAt(i, "private key")) {
                return true;
            }
        }
        return false;
    }

    /** Without an end marker: as far as the base64 body and its header fields reach. */
    private static int bodyEnd(Text t, int from) {
        int i = from;
        while (i < t.length && (Chars.isWord(t.at(i)) || " +/=-,:.\r\n\t\\\"'".indexOf(t.at(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private static int trailerEnd(Text t, int from) {
        int i = from;
        while (i < t.length && i - from < 48 && t.at(i) != '-' && t.at(i) != '\n') {
            i++;
        }
        while (i < t.length && t.at(i) == '-') {
            i++;
        }
        return i;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7c\nq83f\n-----END RSA PRIVATE KEY-----",
                "key=\"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END PRIVATE KEY-----\\n\"",
                "Private-Lines: 1\nAAAAIQCZ0m8mVn3Yw1k2Qx==\nPrivate-MAC: x",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk");
    }

    @Override
    public List<String> negatives() {
        return List.of("-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIE\n-----END CERTIFICATE-----");
    }
}
