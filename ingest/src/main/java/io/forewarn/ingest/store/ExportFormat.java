package io.forewarn.ingest.store;

import java.util.Locale;

/** How an export is written. */
public enum ExportFormat {
    /** Real types: timestamps with time zone, maps, lists of structures; compressed with Zstandard. */
    PARQUET("FORMAT parquet, COMPRESSION zstd"),
    /** RFC 4180 with a header; texts that a spreadsheet would run as a formula begin with an apostrophe. */
    CSV("FORMAT csv, HEADER true"),
    /** One JSON object a line, nested values nested. */
    JSONL("FORMAT json");

    final String options;

    ExportFormat(String options) {
        this.options = options;
    }

    /** Lower-case name, which is the suffix of the file as well. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column as this format shows it. */
    String show(ExportKind.Column c) {
        return shown(c.sql(), c.shape()) + " AS \"" + c.name() + "\"";
    }

    private String shown(String sql, ExportKind.Shape shape) {
        return switch (shape) {
            case NUMBER -> sql;
            case TEXT -> this == CSV ? safe(sql) : sql;
            case TIME ->
                this == PARQUET
                        ? "make_timestamptz(epoch_us(" + sql + "))"
                        : "strftime(" + sql + ", '%Y-%m-%dT%H:%M:%S.%fZ')";
            case MAP ->
                switch (this) {
                    case PARQUET -> "CAST((" + sql + ")::JSON AS MAP(VARCHAR, VARCHAR))";
                    case CSV -> safe(sql);
                    case JSONL -> "(" + sql + ")::JSON";
                };
            case FRAMES -> this == CSV ? safe(sql) : frames(sql);
            case JSON ->
                switch (this) {
                    case PARQUET -> sql;
                    case CSV -> safe(sql);
                    case JSONL -> "(" + sql + ")::JSON";
                };
        };
    }

    /** No cell may begin as a formula does: = + - @, tab or carriage return (OWASP, CSV injection). */
    private static String safe(String sql) {
        return "CASE WHEN regexp_matches(" + sql + ", '^[=+@\\-\\t\\r]') THEN chr(39) || " + sql + " ELSE " + sql
                + " END";
    }

    private static String frames(String sql) {
        return "list_transform((" + sql + ")::JSON[], lambda f: {'module': f->>0, 'function': f->>1, 'file': f->>2,"
                + " 'line': nullif((f->>3)::INTEGER, -1), 'in_app': (f->>4)::BOOLEAN})";
    }
}
