package io.forewarn.predictor.suggest;

import io.forewarn.ingest.store.AttemptRow;
import io.forewarn.ingest.store.Store;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes people's word on how a suggestion went. */
public final class Feedback {
    private final Store store;
    private final Clock clock;
    private final Supplier<String> ids;

    /** @param ids gives each attempt its unique id */
    public Feedback(Store store, Clock clock, Supplier<String> ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Records that someone did what a suggestion says.
     *
     * @param result {@code worked did_not unknown}
     * @param by pseudonym, or null
     * @param note scrubbed words, or null
     * @return the attempt as kept
     * @throws IllegalArgumentException where there is no such suggestion or result
     */
    public AttemptRow attempt(String suggestionId, String result, @Nullable String by, @Nullable String note) {
        AttemptRow attempt = new AttemptRow(ids.get(), suggestionId, clock.instant(), result, by, note);
        store.suggestions().attempt(attempt);
        return attempt;
    }
}
