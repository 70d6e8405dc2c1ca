package io.forewarn.server.work;

import io.forewarn.ingest.Follow;
import io.forewarn.ingest.format.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logs that are followed into the store, and their error events grouped now and then. */
public final class Following implements AutoCloseable {
    private static final Duration GROUP_EVERY = Duration.ofSeconds(10);

    private final Workbench bench;
    private final Follow follow;
    private final boolean deriving;
    private Instant grouped;
    private boolean news;

    /**
     * Opens nothing yet.
     *
     * @param format id to force, or null
     * @param component of records that name none, or null
     */
    public Following(Workbench bench, List<Path> paths, @Nullable String format, @Nullable String component) {
        ReadOptions options = bench.configuration().reading(format);
        this.bench = bench;
        this.deriving = !bench.configuration().rules().operations().isEmpty();
        this.follow = new Follow(
                bench.store(),
                bench.scrubber(),
                bench.clock(),
                options,
                paths,
                component,
                bench.configuration().rules().operations());
        this.grouped = bench.clock().instant();
    }

    /** How many files are open. */
    public int files() {
        return follow.files();
    }

    /** Stores what was written since the last call; gives how many records. */
    public int poll() throws IOException {
        int stored = follow.poll();
        news |= stored > 0;
        Instant now = bench.clock().instant();
        if (news && !now.isBefore(grouped.plus(GROUP_EVERY))) {
            group(now);
        }
        return stored;
    }

    /** Stores what was held back; gives how many records. */
    public int finish() throws IOException {
        int stored = follow.finish();
        if (news || stored > 0) {
            group(bench.clock().instant());
        }
        return stored;
    }

    private void group(Instant now) {
        bench.reviews().group();
        bench.logMinutes().changed();
        if (deriving) {
            bench.reload();
        }
        grouped = now;
        news = false;
    }

    @Override
    public void close() throws IOException {
        follow.close();
    }
}
