package io.forewarn.server.work;

import io.forewarn.features.LogContext;
import io.forewarn.features.LogCounts;
import io.forewarn.features.LogWindow;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stored logs said before an operation, for training and for serving alike. The counts by minute are held in
 * memory; after logs came in, were grouped or went, whoever asks next reads those days anew whose counts are no longer the
 * same, and no more than a month at once.
 */
final class LogMinutes implements LogContext {
    private static final int DAYS_AT_ONCE = 31;

    private final Store store;
    private LogCounts counts = new LogCounts();
    private List<RatePoint> days = List.of();
    private boolean stale = true;

    LogMinutes(Store store) {
        this.store = store;
    }

    /** Logs came in, were grouped or went. */
    synchronized void changed() {
        stale = true;
    }

    @Override
    public synchronized @Nullable LogWindow before(String component, Instant at) {
        if (stale) {
            refresh();
            stale = false;
        }
        return counts.before(component, at);
    }

    private void refresh() {
        if (days.isEmpty()) {
            counts = new LogCounts();
        }
        List<RatePoint> fresh = store.rates().series(RateFilter.all(), Duration.ofDays(1), null);
        int same = 0;
        while (same < days.size() && same < fresh.size() && days.get(same).equals(fresh.get(same))) {
            same++;
        }
        if (same < days.size()) {
            counts.forget(days.get(same).at());
        }
        Instant changed = same < fresh.size() ? fresh.get(same).at() : null;
        if (changed != null) {
            counts.forget(changed);
        }
        // where reading breaks off, all is read anew
        days = List.of();
        for (int i = same; i < fresh.size(); i += DAYS_AT_ONCE) {
            Instant from = fresh.get(i).at();
            RatePoint last = fresh.get(Math.min(i + DAYS_AT_ONCE, fresh.size()) - 1);
            RateFilter filter = RateFilter.all().between(from, last.at().plus(Duration.ofDays(1)));
            for (RatePoint point : store.rates().series(filter, Duration.ofMinutes(1), RateDimension.COMPONENT)) {
                counts.add(point.key(), point.at(), point.n(), point.errors());
            }
        }
        if (changed != null) {
            store.templates().firsts(changed).forEach(f -> counts.seen(f.component(), f.shapeId(), f.at()));
        }
        days = fresh;
    }
}
