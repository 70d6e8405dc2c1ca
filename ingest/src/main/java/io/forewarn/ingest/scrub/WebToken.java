package io.forewarn.ingest.scrub;

import java.util.List;

/** JSON Web Tokens (RFC 7519), with or without signature, and once more in base64. */
final class WebToken implements Finder {
    private static final int SEGMENT = 10;

    @Override
    public String id() {
        return "jwt";
    }

    @Override
    public String kind() {
        return "jwt";
    }

    @Override
    public List<String> anchors() {
        return List.of("ey", "zxlk");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered || t.wordAt(from - 1)) {
            return;
        }
        if (to - from == 4) {
            wrapped(t, from, out);
            return;
        }
        if (t.at(from) != 'e' || t.at(from + 1) != 'y') {
            return;
        }
        int dot = segment(t, from);
        if (dot - from < SEGMENT || t.at(dot) != '.') {
            return;
        }
        int end = segment(t, dot + 1);
        boolean claims = t.at(dot + 1) == 'e' && t.at(dot + 2) == 'y' && end - dot > SEGMENT;
        boolean header = t.at(from + 2) == 'J' && t.at(end) == '.' && end - dot > 1;
        if (!claims && !header) {
            return;
        }
        for (int part = 0; part < 3 && t.at(end) == '.' && (isPart(t.at(end + 1)) || !header || part == 0); part++) {
            int next = segment(t, end + 1);
            if (next == end + 1) {
                break;
            }
            end = next;
        }
        out.add(this, from, end);
    }

    private void wrapped(Text t, int from, Findings out) {
        int end = segment(t, from);
        if (end - from >= 40 && t.at(from) == 'Z' && t.at(from + 1) == 'X' && t.at(from + 2) == 'l') {
            out.add(this, from, end);
        }
    }

    private static int segment(Text t, int from) {
        int i = from;
        while (i < t.length && isPart(t.at(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPart(char c) {
        return Chars.isWord(c) || c == '_' || c == '-' || c == '=' || c == '/' || c == '+';
    }

    @Override
    public List<String> positives() {
        return List.of(
                "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLWJ5dGVz in header",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.",
                "ZXlKaGJHY2lPaUpJVXpJMU5pSjkuZXlKemRXSWlPaUpoYkdsalpTSjkuYzJsbg==");
    }

    @Override
    public List<String> negatives() {
        return List.of("eyJAAAA.eyJBBB", "the key.store file", "eyewitness.example");
    }
}
