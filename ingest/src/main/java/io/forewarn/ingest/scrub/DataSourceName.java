package io.forewarn.ingest.scrub;

import java.util.List;

/** Data source names of Go's MySQL driver (its README): {@code user:password@tcp(host:port)/database}. */
final class DataSourceName implements Finder {
    private static final int LONGEST = 256;

    @Override
    public String id() {
        return "data-source-name";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of("@tcp(", "@tcp6(", "@unix(", "@cloudsql(");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int start = from;
        int colon = -1;
        while (start > 0 && from - start < LONGEST && isPart(t.at(start - 1))) {
            start--;
            colon = t.at(start) == ':' ? start : colon;
        }
        if (colon > start && colon + 1 < from && !Secrets.isPlaceholder(t, colon + 1, from)) {
            out.add(this, start, from);
        }
    }

    private static boolean isPart(char c) {
        return !Chars.isSpace(c) && !Chars.isQuote(c) && c != '=' && c != '/' && c != '(' && c != '\0';
    }

    @Override
    public List<String> positives() {
        return List.of("DSN=root:opensesame@tcp(db:3306)/shop", "open \"app:pa$$w0rd@unix(/run/mysqld.sock)/shop\"");
    }

    @Override
    public List<String> negatives() {
        return List.of("root@tcp(db:3306)/shop", "user:<redacted>@tcp(db:3306)/shop", "listening @tcp(8080)");
    }
}
