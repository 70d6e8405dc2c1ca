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
import org.jspecify.annotations.Nullable;

/**
 * What the stored logs said before an operation, for training and for serving alike. The counts by minute are read once
 * and again after logs came in, by whoever asks next; an answer is then a few steps in memory.
 */
final class LogMinutes implements LogContext {
    private final Store store;
    private @Nullable LogCounts counts;

    LogMinutes(Store store) {
        this.store = store;
    }

    /** Logs came in, were grouped or went. */
    synchronized void changed() {
        counts = null;
    }

    @Override
    public @Nullable LogWindow before(String component, Instant at) {
        return counts().before(component, at);
    }

    private synchronized LogCounts counts() {
        LogCounts read = counts;
        if (read == null) {
            read = new LogCounts();
            for (RatePoint point :
                    store.rates().series(RateFilter.all(), Duration.ofMinutes(1), RateDimension.COMPONENT)) {
                read.add(point.key(), point.at(), point.n(), point.errors());
            }
            counts = read;
        }
        return read;
    }
}
