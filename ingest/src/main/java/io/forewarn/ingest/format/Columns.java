package io.forewarn.ingest.format;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into columns; quotes may enclose a column and are doubled inside. */
final class Columns {
    private Columns() {}

    static List<String> split(String line, char separator) {
        List<String> columns = new ArrayList<>();
        int i = 0;
        while (i <= line.length()) {
            if (Text.at(line, i) == '"') {
                StringBuilder value = new StringBuilder();
                i = quoted(line, i + 1, value);
                columns.add(value.toString());
                while (i < line.length() && line.charAt(i) != separator) {
                    i++;
                }
                i++;
            } else {
                int end = line.indexOf(separator, i);
                end = end < 0 ? line.length() : end;
                columns.add(line.substring(i, end));
                i = end + 1;
            }
        }
        return columns;
    }

    private static int quoted(String s, int from, StringBuilder value) {
        int i = from;
        while (i < s.length()) {
            if (s.charAt(i) == '"') {
                if (Text.at(s, i + 1) != '"') {
                    return i + 1;
                }
                i++;
            }
            value.append(s.charAt(i++));
        }
        return i;
    }
}
