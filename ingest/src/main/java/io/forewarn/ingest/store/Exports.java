package io.forewarn.ingest.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a file in the folder beside the database, the one place where queries may write; who asked takes it
 * from there. DuckDB writes all three formats itself, so rows never pass through this process.
 */
public final class Exports {
    private final Database database;
    private final Path folder;

    Exports(Database database, Path file) {
        this.database = database;
        this.folder = Opening.outgoing(file);
    }

    /** A file that is complete, and how many rows it has. */
    public record Written(Path file, long rows) {}

    /**
     * Writes the rows that pass, in a fixed order.
     *
     * @param name of the file, ours: letters, digits, hyphens, dots
     * @throws IllegalArgumentException where the kind has nothing that a filter could be held against
     */
    public Written write(ExportKind kind, ExportFormat format, ExportFilter filter, String name) {
        Where where = where(kind, filter);
        Path file = Outgoing.ensure(folder).resolve(name);
        String sql = "COPY (SELECT "
                + kind.columns.stream().map(format::show).collect(Collectors.joining(", ")) + " FROM " + kind.tables
                + where.sql() + " ORDER BY " + kind.order + ") TO " + Opening.literal(file.toString()) + " ("
                + format.options + ")";
        boolean whole = false;
        try {
            long rows = database.read(s -> (long) s.update(sql, where.args()));
            Outgoing.restrict(file);
            whole = true;
            return new Written(file, rows);
        } finally {
            if (!whole) {
                discard(file);
            }
        }
    }

    /** Removes a file that nobody wants any more. */
    public void discard(Path file) {
        try {
            if (folder.equals(file.getParent())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StoreException("cannot remove " + file, e);
        }
    }

    private static Where where(ExportKind kind, ExportFilter f) {
        return new Where()
                .atLeast(kind.time, f.since())
                .below(kind.time, f.until())
                .equal(column(kind, "--component", kind.component, f.component()), f.component())
                .equal(column(kind, "--kind", kind.kind, f.kind()), f.kind())
                .atLeast(
                        column(kind, "--severity", kind.severity, f.atLeast()),
                        f.atLeast() == null ? null : f.atLeast().number());
    }

    private static String column(ExportKind kind, String flag, @Nullable String column, @Nullable Object asked) {
        if (column == null && asked != null) {
            throw new IllegalArgumentException(flag + " does not apply to " + kind.text() + "; leave it out");
        }
        return column == null ? "" : column;
    }
}
