package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What earlier operations of the same component, kind, actor and time of day came to. */
final class HistoryFacts {
    private static final int FEW = 5;

    private final Operation op;
    private final Situation now;

    HistoryFacts(Operation op, Situation now) {
        this.op = op;
        this.now = now;
    }

    Stream<Fact> here() {
        double usual = now.kind().all().rate();
        String what = Words.plural(op.kind()) + " of " + op.component();
        Stream<Fact> windows = IntStream.of(3, 6, 12, 25, 50)
                .filter(n -> now.here().recent().size() >= n)
                .mapToObj(now.here()::last)
                .map(seen -> Fact.share(
                        () -> Fact.of(seen).replace(" of ", " of the last ") + " " + what + " failed ("
                                + Fact.usual(now.kind().all(), op.kind()) + " failed)",
                        seen,
                        usual));
        int streak = now.here().streak();
        if (streak >= 2) {
            Proportion seen = new Proportion(streak, streak);
            Instant since =
                    now.here().recent().get(now.here().recent().size() - streak).at();
            String text = "the last " + streak + " " + what + " all failed, the first of them on " + Words.day(since);
            return Stream.concat(Stream.of(Fact.share(() -> text, seen, usual)), windows);
        }
        if (streak == 1) {
            Instant then =
                    now.here().recent().get(now.here().recent().size() - 1).at();
            String text = "the last " + Words.kind(op.kind()) + " of " + op.component() + " failed, "
                    + Words.span(Duration.between(then, op.at())) + " ago";
            return Stream.concat(windows, Stream.of(Fact.share(() -> text, new Proportion(1, 1), usual)));
        }
        return windows;
    }

    Stream<Fact> component() {
        double usual = now.everything().all().rate();
        return Stream.of(3, 7, 30).map(days -> {
            Proportion seen = since(now.component(), Duration.ofDays(days));
            Supplier<String> text = () -> Fact.of(seen) + " operations on " + op.component() + " in the last " + days
                    + " days failed (" + Fact.usual(now.everything().all(), "operation") + ")";
            return enough(Fact.share(text, seen, usual), seen, 3);
        });
    }

    Stream<Fact> kind() {
        double usual = now.everything().all().rate();
        Proportion all = now.kind().all();
        Supplier<String> overall = () -> " (" + Fact.usual(now.everything().all(), "operation") + ")";
        Fact kind = Fact.share(
                () -> (all.n() >= Lane.RECENT ? Fact.of(all).replace(" of ", " of the newest ") : Fact.of(all))
                        + " " + Words.plural(op.kind()) + " of any component failed, " + Words.percent(all.rate())
                        + overall.get(),
                all,
                usual);
        Stream<Fact> lately = Stream.of(3, 14).flatMap(days -> {
            Proportion kinds = since(now.kind(), Duration.ofDays(days));
            Proportion any = since(now.everything(), Duration.ofDays(days));
            Supplier<String> when = () -> " in the last " + days + " days failed" + overall.get();
            return Stream.of(
                    enough(
                            Fact.share(
                                    () -> Fact.of(kinds) + " " + Words.plural(op.kind()) + " of any component"
                                            + when.get(),
                                    kinds,
                                    usual),
                            kinds,
                            FEW),
                    enough(
                            Fact.share(() -> Fact.of(any) + " operations of any kind" + when.get(), any, usual),
                            any,
                            FEW));
        });
        return Stream.concat(Stream.of(enough(kind, all, FEW)), lately);
    }

    Stream<Fact> actor() {
        if (op.actor() == null) {
            return Stream.of();
        }
        double usual = now.everything().all().rate();
        if (now.actor().recent().isEmpty()) {
            return Stream.of(new Fact("no operation by " + op.actor() + " is on record yet", 1));
        }
        Proportion there = now.actor().on(op.component());
        Fact onComponent = there.n() == 0
                ? new Fact(op.actor() + " has not worked on " + op.component() + " before", 1)
                : enough(
                        Fact.share(
                                () -> Fact.of(there) + " operations by " + op.actor() + " on " + op.component()
                                        + " failed",
                                there,
                                usual),
                        there,
                        FEW);
        return Stream.concat(
                Stream.of(onComponent),
                IntStream.of(10, 30, 100)
                        .filter(n -> now.actor().recent().size() >= n)
                        .mapToObj(now.actor()::last)
                        .map(seen -> Fact.share(
                                () -> Fact.of(seen).replace(" of ", " of the last ") + " operations by " + op.actor()
                                        + " failed ("
                                        + Fact.usual(now.everything().all(), "operation") + ")",
                                seen,
                                usual)));
    }

    Stream<Fact> time() {
        ZonedDateTime at = op.at().atZone(ZoneOffset.UTC);
        double usual = now.kind().all().rate();
        Supplier<String> overall = () -> " (" + Fact.usual(now.kind().all(), op.kind()) + ")";
        Proportion hour = around(at.getHour());
        Proportion day = now.kind().onDay(at.getDayOfWeek().getValue());
        String name = at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        Supplier<String> hours =
                () -> String.format(Locale.ROOT, "%02d and %02d", (at.getHour() + 23) % 24, (at.getHour() + 2) % 24);
        return Stream.of(
                enough(
                        Fact.share(
                                () -> Fact.of(hour) + " " + Words.plural(op.kind()) + " begun between " + hours.get()
                                        + " h UTC failed" + overall.get(),
                                hour,
                                usual),
                        hour,
                        10),
                enough(
                        Fact.share(
                                () -> Fact.of(day) + " " + Words.plural(op.kind()) + " on a " + name + " failed"
                                        + overall.get(),
                                day,
                                usual),
                        day,
                        10));
    }

    Stream<Fact> rhythm() {
        var recent = now.here().recent();
        if (recent.isEmpty()) {
            return Stream.of(
                    new Fact("it is the first " + Words.kind(op.kind()) + " of " + op.component() + " on record", 1));
        }
        Duration gap = Duration.between(recent.get(recent.size() - 1).at(), op.at());
        Proportion longest = now.here().gapsBelow(gap);
        String text = Words.span(gap) + " since the last " + Words.kind(op.kind()) + " of " + op.component()
                + ", longer than " + Fact.of(longest) + " gaps before";
        return longest.n() >= 10 && longest.rate() >= 0.9 ? Stream.of(new Fact(text, 1)) : Stream.of();
    }

    private Proportion since(Past past, Duration length) {
        return past.since(op.at().minus(length));
    }

    /** In this hour of the day, the one before and the one after. */
    private Proportion around(int hour) {
        long hits = 0;
        long n = 0;
        for (int h = hour + 23; h <= hour + 25; h++) {
            Proportion one = now.kind().atHour(h % 24);
            hits += one.hits();
            n += one.n();
        }
        return new Proportion(hits, n);
    }

    private static Fact enough(Fact fact, Proportion seen, int least) {
        return seen.n() >= least ? fact : new Fact(fact.words(), 0);
    }
}
