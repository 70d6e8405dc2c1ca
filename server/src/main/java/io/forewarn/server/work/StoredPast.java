package io.forewarn.server.work;

import io.forewarn.ingest.store.Lessons;
import io.forewarn.models.risk.Past;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The stored operations as the past to learn from, of which no more than the newest are held in memory. */
record StoredPast(Lessons lessons) implements Past {
    @Override
    public void each(Visitor visitor) {
        lessons.each(visitor::next);
    }

    @Override
    public List<Instant> starts() {
        return lessons.starts();
    }

    @Override
    public long leftOut() {
        return lessons.all() - lessons.starts().size();
    }

    /** How many are learned from where that is not all, in words; otherwise empty. */
    String share() {
        return leftOut() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "the newest %,d of %,d operations with an outcome",
                        lessons.starts().size(),
                        lessons.all());
    }
}
