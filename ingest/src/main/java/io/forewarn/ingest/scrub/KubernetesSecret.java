package io.forewarn.ingest.scrub;

import java.util.List;

/** What stands under {@code data} and {@code stringData} of a Kubernetes Secret, whatever its keys are called: YAML or JSON. */
final class KubernetesSecret implements Finder {
    private static final int REACH = 8192;

    @Override
    public String id() {
        return "kubernetes-secret";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "kind: secret",
                "kind: \"secret",
                "kind: 'secret",
                "kind\": \"secret",
                "kind\":\"secret",
                "\"kind\" : \"secret");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int looked = out.reached(this);
        if (from < looked || t.wordAt(to)) {
            return;
        }
        int start = from;
        while (start > looked && from - start < REACH && !(t.at(start - 1) == '\n' && t.hasAt(start, "---"))) {
            start--;
        }
        int end = to;
        while (end < t.length && end - to < REACH && !(t.at(end - 1) == '\n' && t.hasAt(end, "---"))) {
            end++;
        }
        out.reached(this, end);
        for (int i = start; i < end; i++) {
            if (Chars.lower(t.at(i)) == 'd' && t.hasAt(i, "data")) {
                int open = i + 4;
                i = Chars.isQuote(t.at(open)) ? json(t, open, end, out) : yaml(t, i, start, end, out);
            }
        }
    }

    /** {@code "data": {"key": "value", …}}. */
    private int json(Text t, int quote, int limit, Findings out) {
        int p = skip(t, quote + 1, limit);
        if (t.at(p) != ':') {
            return quote;
        }
        p = skip(t, p + 1, limit);
        if (t.at(p) != '{') {
            return quote;
        }
        boolean value = false;
        for (p++; p < limit && t.at(p) != '}'; p++) {
            if (t.at(p) == '"') {
                int close = p + 1;
                while (close < limit && t.at(close) != '"') {
                    close++;
                }
                if (value) {
                    add(t, p + 1, close, out);
                }
                p = close;
            } else if (t.at(p) == ':' || t.at(p) == ',') {
                value = t.at(p) == ':';
            }
        }
        return p;
    }

    /** A line {@code data:} and the lines indented more. */
    private int yaml(Text t, int data, int first, int limit, Findings out) {
        int name = t.hasBefore(data, "string") ? data - 6 : data;
        int line = name;
        while (line > first && (t.at(line - 1) == ' ' || t.at(line - 1) == '-')) {
            line--;
        }
        int p = data + 5;
        while (Chars.isBlank(t.at(p)) || t.at(p) == '\r') {
            p++;
        }
        if (t.at(data + 4) != ':' || t.at(p) != '\n' || (line > first && t.at(line - 1) != '\n')) {
            return data;
        }
        while (p < limit) {
            int key = p + 1;
            while (t.at(key) == ' ') {
                key++;
            }
            int end = key;
            while (end < limit && t.at(end) != '\n') {
                end++;
            }
            boolean empty = end == key || (end == key + 1 && t.at(key) == '\r');
            if (!empty && key - (p + 1) <= name - line) {
                return p;
            }
            value(t, key, end, out);
            p = end;
        }
        return p;
    }

    /** Behind the colon of a line, or all of one that goes on with a block. */
    private void value(Text t, int from, int to, Findings out) {
        int colon = from;
        while (colon < to && t.at(colon) != ':' && !Chars.isSpace(t.at(colon))) {
            colon++;
        }
        boolean keyed = t.at(colon) == ':' && Chars.isSpace(t.at(colon + 1));
        int start = keyed ? colon + 1 : from;
        int end = to;
        while (start < end && (Chars.isBlank(t.at(start)) || Chars.isQuote(t.at(start)))) {
            start++;
        }
        while (end > start && (Chars.isSpace(t.at(end - 1)) || Chars.isQuote(t.at(end - 1)))) {
            end--;
        }
        if (end - start > 2 && t.at(from) != '#') {
            add(t, start, end, out);
        }
    }

    private void add(Text t, int start, int end, Findings out) {
        if (end > start && !Secrets.isPlaceholder(t, start, end)) {
            out.add(this, start, end);
        }
    }

    private static int skip(Text t, int from, int limit) {
        int p = from;
        while (p < limit && Chars.isSpace(t.at(p))) {
            p++;
        }
        return p;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: extra\ndata:\n  extra: YmFyCg==\n",
                "data:\n  .dockerconfigjson: eyJhdXRocyI6e319\nkind: Secret\n",
                "{\"kind\":\"Secret\",\"data\":{\"extra\":\"YmFyCg==\"}}",
                "kind: Secret\nstringData:\n  config.yaml: |\n    level: high-up\n");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "kind: Secret\ndata:\n  extra: {{ .Values.extra }}\n",
                "kind: SecretStore\ndata:\n  extra: YmFyCg==\n",
                "kind: ConfigMap\ndata:\n  extra: YmFyCg==\n",
                "kind: Secret\nmetadata:\n  name: extra\n",
                "{\"kind\": \"Secret\", \"data\": {\"extra\": \"\"}}");
    }
}
