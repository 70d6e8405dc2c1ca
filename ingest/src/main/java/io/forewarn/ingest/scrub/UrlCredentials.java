package io.forewarn.ingest.scrub;

import java.util.List;

/** The user part of a URL (RFC 3986, 3.2.1): {@code scheme://user:password@host}. */
final class UrlCredentials implements Finder {
    @Override
    public String id() {
        return "url-credentials";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of("://");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int at = -1;
        int colon = -1;
        int limit = Math.min(t.length, to + 512);
        int i = to;
        for (; i < limit; i++) {
            char c = t.at(i);
            if (c == '@') {
                at = i;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (Chars.isSpace(c)
                    || c == '"'
                    || c == '\''
                    || c == '<'
                    || c == '>'
                    || c == '|'
                    || ((c == '/' || c == '?' || c == '#' || c == ',')
                            && (at >= 0 || colon < 0 || t.digitAt(colon + 1)))) {
                break;
            }
        }
        if (at <= to || (!t.wordAt(at + 1) && t.at(at + 1) != '[')) {
            return;
        }
        if (colon >= 0 && colon < at) {
            if (colon + 1 < at && !Secrets.isPlaceholder(t, to, at) && !Secrets.isPlaceholder(t, colon + 1, at)) {
                add(to, at, out);
            }
        } else if (at - to >= 16 && Secrets.looksRandom(t, to, at, 16)) {
            add(to, at, out);
        }
    }

    private void add(int start, int end, Findings out) {
        out.add(this, start, end);
        out.credentialsEnd(end);
    }

    @Override
    public List<String> positives() {
        return List.of(
                "jdbc:postgresql://app:s3cr3t@db:5432/orders", "https://cafe:babe@repo.example.com/x",
                "redis://:p%40ss@cache:6379/0", "amqp://u:p/w@mq:5672");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "https://host:8000/a@b",
                "https://${USER}:${PASS}@host/",
                "git clone ssh://git@host/repo.git",
                "https://example.com/@scope/pkg");
    }
}
