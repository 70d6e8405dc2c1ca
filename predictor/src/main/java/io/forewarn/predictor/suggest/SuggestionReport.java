package io.forewarn.predictor.suggest;

import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.SuccessCount;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.suggest.Standings.Judged;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which suggestions really worked.
 *
 * @param bySource a row for each source, by name
 * @param byKey a row for each suggestion that was shown, the most shown first
 */
public record SuggestionReport(List<Row> bySource, List<Row> byKey) {
    public SuggestionReport {
        bySource = List.copyOf(bySource);
        byKey = List.copyOf(byKey);
    }

    /**
     * How one suggestion, or one source, fared.
     *
     * @param key catalog entry, repair or hash; the source again in rows for sources
     * @param shown for how many problems it was suggested
     * @param tried attempts reported
     * @param worked attempts that worked, of those whose result a person stated
     * @param held attempts after which the failure did not come back, of those where something happened since that tells:
     *     the next try of the same kind of operation on the same component succeeded, or an issue was seen again
     * @param success {@code worked} where a person stated the result, else {@code held}
     */
    public record Row(
            String source,
            String key,
            String title,
            long shown,
            long tried,
            Proportion worked,
            Proportion held,
            Proportion success) {}

    /** From everything in the store. */
    public static SuggestionReport of(Store store) {
        List<Judged> judged = new Standings(store).judged();
        return new SuggestionReport(
                store.suggestions().countsBySource().stream()
                        .map(count ->
                                row(count, judged, j -> j.suggestion().source().equals(count.source())))
                        .toList(),
                store.suggestions().countsByKey().stream()
                        .map(count -> row(
                                count,
                                judged,
                                j -> j.suggestion().source().equals(count.source())
                                        && j.suggestion().key().equals(count.name())))
                        .toList());
    }

    private static Row row(SuccessCount count, List<Judged> all, Predicate<Judged> mine) {
        List<Judged> own = all.stream().filter(mine).toList();
        return new Row(
                count.source(),
                count.name(),
                count.title(),
                count.shown(),
                own.size(),
                share(own.stream().map(Judged::said).toList()),
                share(own.stream().map(Judged::held).toList()),
                share(own.stream().map(Judged::worked).toList()));
    }

    private static Proportion share(List<Optional<Boolean>> results) {
        long known = results.stream().filter(Optional::isPresent).count();
        long good = results.stream().filter(result -> result.orElse(false)).count();
        return new Proportion(good, known);
    }
}
