package io.forewarn.server.work;

import io.forewarn.ingest.GitImport;
import io.forewarn.ingest.GitSummary;
import io.forewarn.ingest.ImportSummary;
import io.forewarn.ingest.LogImport;
import io.forewarn.ingest.OperationImport;
import io.forewarn.ingest.OutputImport;
import io.forewarn.ingest.Progress;
import io.forewarn.ingest.RepairImport;
import io.forewarn.ingest.Window;
import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.git.GitOptions;
import io.forewarn.predictor.grouping.GroupingSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings logs, operations and repairs into the store, and what follows from them up to date. */
public final class Imports {
    private final Workbench bench;
    private volatile Progress progress = Progress.none();

    Imports(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What an import did, and what grouping made of its error events.
     *
     * @param operations that the logs told of and nobody knew
     * @param issues null where no logs were imported
     */
    public record Result(
            int files,
            int skipped,
            int failed,
            long bytes,
            long lines,
            long records,
            long stored,
            Map<String, Long> rejected,
            List<Rejected> firstRejects,
            Map<String, Long> redactions,
            List<String> leftOut,
            long templates,
            long operations,
            double seconds,
            @Nullable GroupingSummary issues) {
        static Result of(ImportSummary s, @Nullable GroupingSummary issues) {
            return new Result(
                    s.files(),
                    s.skipped(),
                    s.failed(),
                    s.bytes(),
                    s.lines(),
                    s.records(),
                    s.stored(),
                    s.rejected(),
                    s.firstRejects(),
                    s.redactions(),
                    s.leftOut(),
                    s.templates(),
                    s.operations(),
                    s.seconds(),
                    issues);
        }
    }

    /** Tells somebody how far imports are. */
    public void report(Progress to) {
        progress = to;
    }

    /**
     * How logs are to be imported; each part may be null.
     *
     * @param format id to force
     * @param component of records that name none
     * @param since records from then on: an instant, a day or a time ago, see {@link Window#of}
     * @param until records before then
     */
    public record Wanted(
            @Nullable String format,
            @Nullable String component,
            @Nullable String since,
            @Nullable String until) {}

    /** Imports log files and folders. */
    public Result logs(List<Path> paths, Wanted wanted) throws IOException {
        return run(Sources.find(paths), wanted);
    }

    /** {@link #logs(List, Wanted)} of all times. */
    public Result logs(List<Path> paths, @Nullable String format, @Nullable String component) throws IOException {
        return logs(paths, new Wanted(format, component, null, null));
    }

    /** Imports log lines from a stream; nothing of it is spooled to disk. */
    public Result stream(InputStream in, Wanted wanted) {
        return run(List.of(Sources.standardInput(in)), wanted);
    }

    private Result run(List<Source> sources, Wanted wanted) {
        ImportSummary summary = new LogImport(
                        bench.store(),
                        bench.scrubber(),
                        bench.clock(),
                        bench.configuration().reading(wanted.format()),
                        LogImport.defaultWorkers())
                .within(Window.of(wanted.since(), wanted.until(), bench.clock()))
                .deriving(bench.configuration().rules().operations())
                .run(named(sources, wanted.component()), progress);
        if (!bench.configuration().rules().operations().isEmpty() && summary.stored() > 0) {
            bench.reload();
        }
        return Result.of(summary, bench.reviews().group());
    }

    /**
     * Imports operation records.
     *
     * @param map field to column, where names are not recognised
     */
    public Result operations(Path file, Map<String, String> map) throws IOException {
        return operations(file, map, null, null, null);
    }

    /**
     * Imports operation records, or a report of a build service or test tool.
     *
     * @param map field to column, where names are not recognised; over what a saved mapping says
     * @param mapping name of a saved mapping to begin with, or null
     * @param save name under which to save what was used, once it has worked; or null
     * @param format as in {@link OperationOptions}, or null
     */
    public Result operations(
            Path file,
            Map<String, String> map,
            @Nullable String mapping,
            @Nullable String save,
            @Nullable String format)
            throws IOException {
        Mappings mappings = new Mappings(bench.home().root().resolve("mappings.json"));
        Map<String, String> columns = new TreeMap<>(mapping == null ? Map.of() : mappings.find(mapping));
        columns.putAll(map);
        if (save != null) {
            Mappings.check(save);
            columns.values().forEach(this::plain);
        }
        ImportSummary summary = new OperationImport(
                        bench.store(), bench.scrubber(), bench.clock(), new OperationOptions(columns, format))
                .run(Sources.find(List.of(file)), progress);
        if (save != null) {
            mappings.save(save, columns);
        }
        bench.reload();
        return Result.of(summary, null);
    }

    /**
     * Imports the commits of a Git repository.
     *
     * @throws IllegalArgumentException where there is none, or it has no such revision
     */
    public GitSummary git(Path repository, GitOptions options) throws IOException {
        GitSummary summary =
                new GitImport(bench.store(), bench.scrubber(), bench.clock()).run(repository, options, progress);
        bench.reload();
        return summary;
    }

    /** Imports a fix log. */
    public Result repairs(Path file) throws IOException {
        ImportSummary summary = new RepairImport(
                        bench.store(), bench.scrubber(), bench.clock(), OperationOptions.defaults())
                .run(Sources.find(List.of(file)), progress);
        bench.reload();
        return Result.of(summary, null);
    }

    /** Imports what operations printed. */
    public Result outputs(Path file) throws IOException {
        return Result.of(
                new OutputImport(bench.store(), bench.scrubber(), bench.clock())
                        .run(Sources.find(List.of(file)), progress),
                null);
    }

    static List<Source> named(List<Source> sources, @Nullable String component) {
        return component == null
                ? sources
                : sources.stream().map(s -> s.withComponent(component)).toList();
    }

    /** What is kept in plain text must be fit for it. */
    private void plain(String column) {
        if (!bench.scrub(column).equals(column)) {
            throw new IllegalArgumentException("a column's name holds what looks like a secret or personal datum ('"
                    + bench.scrub(column) + "'); rename the column, or import without saving the mapping");
        }
    }
}
