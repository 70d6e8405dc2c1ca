package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;

/** What an SQL {@code INSERT} gives to columns whose names say "secret" or name a person. */
final class SqlInsert implements Finder {
    private static final int REACH = 2048;

    @Override
    public String id() {
        return "sql-insert";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(") values", ")values");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.reached(this)) {
            return;
        }
        int open = from - 1;
        while (open >= 0 && from - open < REACH && t.at(open) != '(' && t.at(open) != ')') {
            open--;
        }
        if (t.at(open) != '(') {
            return;
        }
        out.reached(this, to);
        List<String> columns = new ArrayList<>();
        for (String name : t.between(open + 1, from).split(",", -1)) {
            columns.add(name.strip());
        }
        int p = to;
        for (int rows = 0; rows < 64; rows++) {
            while (Chars.isSpace(t.at(p)) || t.at(p) == ',') {
                p++;
            }
            if (t.at(p) != '(') {
                return;
            }
            p = row(t, p + 1, columns, out);
        }
    }

    private int row(Text t, int from, List<String> columns, Findings out) {
        int p = from;
        for (String column : columns) {
            while (Chars.isSpace(t.at(p)) || (t.at(p) == 'N' && t.at(p + 1) == '\'')) {
                p++;
            }
            boolean quoted = t.at(p) == '\'' || t.at(p) == '"';
            char quote = t.at(p);
            int start = quoted ? p + 1 : p;
            int end = start;
            while (end < t.length
                    && end - start < REACH
                    && (quoted ? t.at(end) != quote : ",)\n".indexOf(t.at(end)) < 0)) {
                end++;
            }
            FieldNames.Meaning meaning = FieldNames.meaning(column);
            if (quoted
                    && meaning != FieldNames.Meaning.PLAIN
                    && end > start
                    && !FieldNames.isHarmless(meaning, t.between(start, end))
                    && !Secrets.isPlaceholder(t, start, end)) {
                out.add(this, meaning.kind(), start, end);
            }
            p = quoted ? end + 1 : end;
            while (Chars.isSpace(t.at(p))) {
                p++;
            }
            if (t.at(p) != ',') {
                break;
            }
            p++;
        }
        return t.at(p) == ')' ? p + 1 : p;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "INSERT INTO users (name, password) VALUES ('x', 'Xq7vTz0pLm')",
                "insert into u(api_key) values('Xq7vTz0pLm')");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "INSERT INTO t (a, b) VALUES ('x', 'y')",
                "INSERT INTO t (password) VALUES (?)",
                "(password) values are hidden");
    }
}
