package io.forewarn.ingest;

import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows logs that grow, as {@code tail -F} does: through rotation by renaming, truncation, and files that appear later.
 * What an earlier run or import stored is not stored again. Call {@link #poll} again and again, on one thread.
 */
public final class Follow implements AutoCloseable {
    /** A last record that was not continued for so long is whole. */
    static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Follow.class);

    private final Store store;
    private final Scrubber scrubber;
    private final Clock clock;
    private final ReadOptions options;
    private final List<Path> paths;
    private final @Nullable String component;
    private final FollowTemplates templates;
    private final OperationRules rules;
    private final List<TailImport> tails = new ArrayList<>();
    /** Paths that were followed in this run: another file there is another log, however it begins. */
    private final Set<String> opened = new HashSet<>();

    private final Map<TailImport, Growth> growth = new HashMap<>();

    /** When a file last grew, and to what size. */
    private record Growth(long size, Instant at) {}

    /** @param component of records that name none; null guesses it from each file's name */
    public Follow(
            Store store,
            Scrubber scrubber,
            Clock clock,
            ReadOptions options,
            List<Path> paths,
            @Nullable String component) {
        this(store, scrubber, clock, options, paths, component, OperationRules.none());
    }

    /** The same, and makes operations of what the logs say of them. */
    public Follow(
            Store store,
            Scrubber scrubber,
            Clock clock,
            ReadOptions options,
            List<Path> paths,
            @Nullable String component,
            OperationRules rules) {
        this.rules = rules;
        this.store = store;
        this.scrubber = scrubber;
        this.clock = clock;
        this.options = options;
        this.paths = List.copyOf(paths);
        this.component = component;
        this.templates = FollowTemplates.open(store.templates());
    }

    /** How many files are open. */
    public int files() {
        return tails.size();
    }

    /**
     * Stores what was written since the last call.
     *
     * @return records stored
     * @throws IOException if a folder cannot be listed or a file not be read
     */
    public int poll() throws IOException {
        store.imports().turn().lock();
        try {
            int stored = 0;
            for (TailImport tail : List.copyOf(tails)) {
                stored += grown(tail);
            }
            stored += found();
            return stored;
        } finally {
            store.imports().turn().unlock();
        }
    }

    /** Stores whole lines that were held back, and brings the templates up to date. Call it once, at the end. */
    public int finish() throws IOException {
        store.imports().turn().lock();
        try {
            int stored = 0;
            for (TailImport tail : tails) {
                stored += read(tail, true, false);
            }
            templates.publish(store.templates());
            return stored;
        } finally {
            store.imports().turn().unlock();
        }
    }

    /** One file that is followed already. */
    private int grown(TailImport tail) throws IOException {
        if (tail.tail().startedOver()) {
            Path file = Path.of(tail.tail().name());
            drop(tail);
            // in place of the one that was emptied, from its beginning; found() opens it
            LOG.info("a followed file was truncated and is read from its beginning");
            return Files.exists(file) ? open(file, false) : 0;
        }
        Instant now = clock.instant();
        long size = tail.tail().size();
        Growth last = growth.get(tail);
        if (last == null || last.size() != size) {
            growth.put(tail, new Growth(size, now));
            return read(tail, false, false);
        }
        boolean settled = !now.isBefore(last.at().plus(SETTLED));
        if (size == tail.tail().offset() || !settled) {
            return rotated(tail) ? ended(tail) : 0;
        }
        return rotated(tail) ? ended(tail) : read(tail, true, false);
    }

    /** True where the path that was followed now is another file, or none of the followed paths holds it any more. */
    private boolean rotated(TailImport tail) throws IOException {
        Path file = Path.of(tail.tail().name());
        if (!Files.exists(file)) {
            return false;
        }
        return !tail.tail().isFile(Tail.key(file));
    }

    private int ended(TailImport tail) throws IOException {
        int stored = read(tail, true, true);
        for (Path path : paths) {
            for (Source s : Sources.growing(path)) {
                if (tail.tail().isFile(Tail.key(Path.of(s.name())))) {
                    // renamed within what is followed: stays known, so that it is not read again
                    return stored;
                }
            }
        }
        drop(tail);
        return stored;
    }

    private int read(TailImport tail, boolean settled, boolean ended) throws IOException {
        int stored = 0;
        Tail.Piece piece = tail.tail().next(options, settled, ended);
        while (piece != null) {
            stored += tail.store(piece, scrubber, rules, templates, store.imports(), clock);
            piece = tail.tail().next(options, settled, ended);
        }
        return stored;
    }

    /** Files that are not followed yet. */
    private int found() throws IOException {
        int stored = 0;
        for (Path path : paths) {
            for (Source source : Sources.growing(path)) {
                Path file = Path.of(source.name());
                Object key;
                try {
                    key = Tail.key(file);
                } catch (NoSuchFileException e) {
                    continue;
                }
                if (tails.stream().noneMatch(t -> t.tail().isFile(key))) {
                    stored += open(file, opened.add(source.name()), source.component());
                }
            }
        }
        return stored;
    }

    private int open(Path file, boolean known) throws IOException {
        for (Path path : paths) {
            for (Source source : Sources.growing(path)) {
                if (source.name().equals(file.toString())) {
                    return open(file, known, source.component());
                }
            }
        }
        return 0;
    }

    private int open(Path file, boolean known, String guess) throws IOException {
        Tail tail;
        try {
            tail = Tail.open(file);
        } catch (NoSuchFileException e) {
            // rotated away since it was listed; the next call finds what is there then
            return 0;
        }
        String name = scrubber.scrub(file.toString(), new Redactions());
        TailImport next = new TailImport(tail, component == null ? guess : component, name);
        if (known) {
            try (InputStream content = Files.newInputStream(file)) {
                next.takeUp(store.imports(), content);
            }
            try (InputStream content = Files.newInputStream(file)) {
                next.rehash(content);
            }
        }
        tails.add(next);
        growth.put(next, new Growth(tail.size(), clock.instant()));
        return read(next, false, false);
    }

    private void drop(TailImport tail) throws IOException {
        tails.remove(tail);
        growth.remove(tail);
        tail.tail().close();
    }

    @Override
    public void close() throws IOException {
        for (TailImport tail : List.copyOf(tails)) {
            drop(tail);
        }
    }
}
