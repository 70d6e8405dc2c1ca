package io.forewarn.predictor.risk;

import io.forewarn.features.Sorted;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.predictor.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Past operations of one scope as known at one moment, oldest first. Immutable; what was worked out once is kept, for many
 * questions look at the same past. Safe for many threads.
 */
final class Past {
    private final List<Known> known;
    private final List<Known> failures;
    private final List<Operation> recent;
    /** How many of the first so many failed. */
    private final int[] failed;

    private final Map<String, Numbers> numbers = new ConcurrentHashMap<>();
    private final Map<Object, Tally<?>> tallies = new ConcurrentHashMap<>();
    private volatile Duration @Nullable [] gaps;
    private volatile @Nullable FailureTable table;

    /**
     * @param recent the newest, at most 600
     * @param failures the newest failures, at most 300, which may reach further back
     */
    Past(List<Known> recent, List<Known> failures) {
        this.known = List.copyOf(recent);
        this.failures = List.copyOf(failures);
        this.recent = known.stream().map(Known::operation).toList();
        this.failed = new int[known.size() + 1];
        for (int i = 0; i < known.size(); i++) {
            failed[i + 1] = failed[i] + (known.get(i).failed() ? 1 : 0);
        }
    }

    List<Operation> recent() {
        return recent;
    }

    List<Known> failures() {
        return failures;
    }

    /** The failures side by side. */
    FailureTable failureTable(TrackRecord record) {
        FailureTable made = table;
        if (made == null) {
            made = new FailureTable(failures, record);
            table = made;
        }
        return made;
    }

    static boolean failed(Operation op) {
        return op.outcome().orElseThrow() == Outcome.FAILED;
    }

    /** How many of the last {@code n} failed. */
    Proportion last(int n) {
        return from(Math.max(0, known.size() - n));
    }

    Proportion all() {
        return from(0);
    }

    /** Those that began then or later. */
    Proportion since(Instant moment) {
        return from(Sorted.first(0, known.size(), i -> !recent.get(i).at().isBefore(moment)));
    }

    private Proportion from(int first) {
        return new Proportion((long) failed[known.size()] - failed[first], (long) known.size() - first);
    }

    Proportion where(Predicate<Operation> condition) {
        int n = 0;
        int bad = 0;
        for (Known each : known) {
            if (condition.test(each.operation())) {
                n++;
                bad += each.failed() ? 1 : 0;
            }
        }
        return new Proportion(bad, n);
    }

    /** Those on a component. */
    Proportion on(String component) {
        return this.<String>tally("component", each -> List.of(each.operation().component()))
                .of(component);
    }

    /** Those begun in an hour of the day, UTC. */
    Proportion atHour(int hour) {
        return this.<Integer>tally(
                        "hour",
                        each -> List.of(
                                each.operation().at().atZone(ZoneOffset.UTC).getHour()))
                .of(hour);
    }

    /** Those begun on a day of the week, UTC, 1 to 7. */
    Proportion onDay(int day) {
        return this.<Integer>tally(
                        "day",
                        each -> List.of(each.operation()
                                .at()
                                .atZone(ZoneOffset.UTC)
                                .getDayOfWeek()
                                .getValue()))
                .of(day);
    }

    /** Those whose text has a word. */
    Proportion withWord(String word) {
        return this.<String>tally("word", Known::words).of(word);
    }

    /** Those with exactly this value of an attribute. */
    Proportion with(String attribute, Attribute value) {
        // Whole numbers hash badly, and are sorted anyway; zero has two signs, which differ here.
        if (value instanceof Attribute.Numeric number && number.value() != 0) {
            return numbers(attribute).equal(number.value());
        }
        return this.<Attribute>tally(new Named(attribute), each -> {
                    Attribute had = each.operation().attributes().get(attribute);
                    return had == null ? List.of() : List.of(had);
                })
                .of(value);
    }

    /** How many have an attribute, whatever its value. */
    long having(String attribute) {
        return this.<String>tally("names", each -> each.operation().attributes().keySet())
                .of(attribute)
                .n();
    }

    private record Named(String attribute) {}

    @SuppressWarnings("unchecked")
    private <K> Tally<K> tally(Object what, Function<Known, Collection<K>> keys) {
        return (Tally<K>) tallies.computeIfAbsent(what, any -> Tally.by(known, keys));
    }

    /** How many of the newest failed in a row. */
    int streak() {
        int streak = 0;
        while (streak < known.size() && known.get(known.size() - 1 - streak).failed()) {
            streak++;
        }
        return streak;
    }

    Optional<Operation> lastSuccess() {
        for (int i = known.size() - 1; i >= 0; i--) {
            if (!known.get(i).failed()) {
                return Optional.of(recent.get(i));
            }
        }
        return Optional.empty();
    }

    /** How many of the times between one start and the next were shorter. */
    Proportion gapsBelow(Duration gap) {
        Duration[] sorted = gaps;
        if (sorted == null) {
            sorted = new Duration[Math.max(0, recent.size() - 1)];
            for (int i = 1; i < recent.size(); i++) {
                sorted[i - 1] =
                        Duration.between(recent.get(i - 1).at(), recent.get(i).at());
            }
            Arrays.sort(sorted);
            gaps = sorted;
        }
        Duration[] all = sorted;
        return new Proportion(Sorted.first(0, all.length, i -> all[i].compareTo(gap) >= 0), all.length);
    }

    /** A numeric attribute among all. */
    Numbers numbers(String attribute) {
        return numbers.computeIfAbsent(attribute, name -> Numbers.of(known, name));
    }

    /** Sorted values of a numeric attribute among the operations that succeeded; not to be written to. */
    double[] successful(String attribute) {
        return numbers(attribute).successful();
    }

    /** How many succeeded. */
    long successes() {
        return all().n() - all().hits();
    }

    static Proportion failing(List<Operation> operations) {
        int failed = 0;
        for (Operation op : operations) {
            failed += failed(op) ? 1 : 0;
        }
        return new Proportion(failed, operations.size());
    }
}
