package io.forewarn.server.work;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.Cutoffs;
import io.forewarn.ingest.store.Erased;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases what is older than the configuration lets it become. */
public final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final Workbench bench;

    Housekeeping(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What was, or would be, erased.
     *
     * @param before for each kind the time before which it goes; kinds that are kept for ever are missing
     * @param sizeBefore bytes of the database
     * @param sizeAfter the same where nothing was rewritten
     */
    public record Result(boolean dryRun, Map<String, Instant> before, Erased erased, long sizeBefore, long sizeAfter) {}

    /** One run; no import goes on meanwhile. */
    public Result run(boolean dryRun) {
        Cutoffs cutoffs = cutoffs();
        long size = bench.store().sizeBytes();
        if (dryRun) {
            return new Result(true, words(cutoffs), bench.store().retention().due(cutoffs), size, size);
        }
        Lock turn = bench.store().imports().turn();
        turn.lock();
        try {
            Erased erased =
                    bench.store().retention().erase(cutoffs, bench.clock().instant());
            bench.logMinutes().changed();
            if (erased.operations() + erased.repairs() > 0) {
                bench.reload();
            }
            return new Result(false, words(cutoffs), erased, size, bench.store().sizeBytes());
        } finally {
            turn.unlock();
        }
    }

    /** Runs a minute from now and then once a day, until it is shut down. */
    public ScheduledExecutorService daily() {
        ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "forewarn-retention");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused =
                daily.scheduleAtFixedRate(this::quietly, 1, Duration.ofDays(1).toMinutes(), TimeUnit.MINUTES);
        return daily;
    }

    private void quietly() {
        try {
            Result result = run(false);
            if (result.erased().total() > 0) {
                log.info("retention erased {} rows", result.erased().total());
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // tomorrow is another day; a schedule whose task throws ends in silence
            log.error("retention failed: {}", e.getClass().getName());
        }
    }

    private Cutoffs cutoffs() {
        Map<Severity, Instant> events = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            String own = bench.configuration().text("retention." + group(severity) + "-days");
            Instant cutoff = cutoff(own.isBlank() ? bench.configuration().text("retention.days") : own);
            if (cutoff != null) {
                events.put(severity, cutoff);
            }
        }
        return new Cutoffs(
                events,
                cutoff(bench.configuration().text("retention.days")),
                cutoff(bench.configuration().text("retention.operations-days")));
    }

    private static String group(Severity severity) {
        return severity == Severity.FATAL ? Severity.ERROR.text() : severity.text();
    }

    private @Nullable Instant cutoff(String days) {
        long n = Long.parseLong(days);
        return n == 0 ? null : bench.clock().instant().minus(Duration.ofDays(n));
    }

    private static Map<String, Instant> words(Cutoffs cutoffs) {
        Map<String, Instant> words = new TreeMap<>();
        cutoffs.bySeverity().forEach((severity, at) -> words.put(severity.name().toLowerCase(Locale.ROOT), at));
        if (cutoffs.unstated() != null) {
            words.put("no severity", cutoffs.unstated());
        }
        if (cutoffs.operations() != null) {
            words.put("operations", cutoffs.operations());
        }
        return words;
    }
}
