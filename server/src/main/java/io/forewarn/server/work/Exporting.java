package io.forewarn.server.work;

import io.forewarn.ingest.Window;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.ExportFilter;
import io.forewarn.ingest.store.ExportFormat;
import io.forewarn.ingest.store.ExportKind;
import io.forewarn.ingest.store.Exports;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what is stored to a file of the home, for who asked to take away. */
public final class Exporting {
    private final Workbench bench;

    Exporting(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What is wanted; all but the first two may be null.
     *
     * @param kind {@code events issues operations predictions templates suggestions}
     * @param format {@code parquet csv jsonl}
     * @param severity this or worse
     * @param ofKind kind of operation or prediction, source of a suggestion
     */
    public record Wanted(
            String kind,
            String format,
            @Nullable String since,
            @Nullable String until,
            @Nullable String component,
            @Nullable String severity,
            @Nullable String ofKind) {}

    /** A complete file, absolute, and how many rows it has. */
    public record Result(String file, long rows) {}

    /** @throws IllegalArgumentException naming the word that is not known, or the filter that does not apply */
    public Result write(Wanted wanted) {
        ExportKind kind = one("kind of rows", ExportKind.values(), wanted.kind());
        ExportFormat format = one("format", ExportFormat.values(), wanted.format());
        Window window = Window.of(wanted.since(), wanted.until(), bench.clock());
        ExportFilter filter = new ExportFilter(
                window.since(),
                window.until(),
                wanted.component(),
                wanted.severity() == null ? null : one("severity", Severity.values(), wanted.severity()),
                wanted.ofKind());
        Exports.Written written = bench.store()
                .exports()
                .write(kind, format, filter, kind.text() + "-" + UUID.randomUUID() + "." + format.text());
        return new Result(written.file().toString(), written.rows());
    }

    private static <E extends Enum<E>> E one(String what, E[] values, String word) {
        List<String> names = Arrays.stream(values)
                .map(v -> v.name().toLowerCase(Locale.ROOT))
                .toList();
        int at = names.indexOf(word.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException("unknown " + what + "; use one of " + String.join(", ", names));
        }
        return values[at];
    }
}
