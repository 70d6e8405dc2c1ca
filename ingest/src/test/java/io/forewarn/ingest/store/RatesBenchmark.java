package io.forewarn.ingest.store;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long questions to {@link Rates} take: {@code RatesBenchmark EVENTS [FOLDER]}. Makes so many events of 60 days, 24
 * components, 4 severities, 6 releases, 2 environments and 300 issues in DuckDB itself, has them counted, and asks each
 * question eleven times, from aligned and from odd windows.
 */
public final class RatesBenchmark {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private RatesBenchmark() {}

    public static void main(String[] args) throws Exception {
        long events = Long.parseLong(args[0]);
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("forewarn-rates-");
        Path file = Files.createDirectories(folder).resolve("rates-" + events + ".duckdb");
        PrintStream out = System.out;
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        Database database = Opening.open(file);
        database.write(s -> {
            s.execute("INSERT INTO issues SELECT 'i' || i, 'fp', 'grouping.v1', 'title ' || i, 'why', 'c' || (i % 24),"
                    + " ['timeout', 'network', 'logic', 'conflict', 'not_found'][1 + i % 5], .9, 'no', 17, 'unresolved',"
                    + " TIMESTAMP '2026-01-01', TIMESTAMP '2026-03-01', 1, NULL, 0, '', false FROM range(300) t(i)");
            s.execute("INSERT INTO events SELECT 1, i, TIMESTAMP '2026-01-01' + INTERVAL (CAST(i * (5184000.0 / "
                    + events + ") AS BIGINT)) SECOND, CASE WHEN hash(i) % 10 = 0 THEN 17 WHEN hash(i) % 10 < 3 THEN 13"
                    + " WHEN hash(i) % 10 < 9 THEN 9 ELSE 5 END, 'c' || (hash(i + 1) % 24),"
                    + " CASE WHEN hash(i + 2) % 3 = 0 THEN 'staging' ELSE 'production' END, NULL, NULL, 'message', 1, NULL, NULL,"
                    + " NULL, NULL, NULL, '1.' || (i * 6 // " + events + "), NULL, 'json', i, i FROM range(" + events
                    + ") t(i)");
            s.execute("INSERT INTO event_issues SELECT import_id, ordinal, 'i' || (hash(ordinal + 3) % 300) FROM events"
                    + " WHERE severity = 17");
            return true;
        });
        double made = seconds(start);
        start = System.nanoTime();
        database.write(s -> {
            Rollups.rebuild(s);
            return true;
        });
        double counted = seconds(start);
        long minutes = database.read(s -> s.number("SELECT count(*) FROM rates_minute"));
        long hours = database.read(s -> s.number("SELECT count(*) FROM rates_hour"));
        out.printf(
                Locale.ROOT,
                "%,d events made in %.1f s, counted in %.1f s into %,d rows by minute and %,d by hour%n",
                events,
                made,
                counted,
                minutes,
                hours);
        Rates rates = new Rates(database);
        start = System.nanoTime();
        rates.first();
        out.printf(
                Locale.ROOT,
                "%-62s %8.1f ms%n",
                "first question of a process (checks the counts)",
                1000 * seconds(start));
        RateFilter all = RateFilter.all();
        RateFilter odd = all.between(START.plusSeconds(86_400 * 3 + 17 * 60), START.plusSeconds(86_400 * 40 + 47 * 60));
        ask(out, "errors by day, all", () -> rates.series(all, Duration.ofDays(1), null));
        ask(
                out,
                "by hour and component, 60 days",
                () -> rates.series(all, Duration.ofHours(1), RateDimension.COMPONENT));
        ask(out, "by hour of one component", () -> rates.series(all.withComponent("c3"), Duration.ofHours(1), null));
        ask(
                out,
                "by minute of one component, odd window of 37 days",
                () -> rates.series(odd.withComponent("c3"), Duration.ofMinutes(1), null));
        for (RateDimension by : RateDimension.values()) {
            ask(out, "totals by " + by.text() + ", odd window", () -> rates.totals(odd, List.of(by)));
        }
        ask(
                out,
                "totals by component, class and release",
                () -> rates.totals(
                        odd, List.of(RateDimension.COMPONENT, RateDimension.ERROR_CLASS, RateDimension.RELEASE)));
        ask(out, "one class by day", () -> rates.series(all.withErrorClass("network"), Duration.ofDays(1), null));
        ask(out, "one issue by hour", () -> rates.series(all.withIssue("i7"), Duration.ofHours(1), null));
        ask(
                out,
                "one release and environment by hour",
                () -> rates.series(all.withRelease("1.2").withEnvironment("staging"), Duration.ofHours(1), null));
        ask(
                out,
                "an odd window of 50 minutes by minute and component",
                () -> rates.series(
                        all.between(START.plusSeconds(86_405), START.plusSeconds(89_405)),
                        Duration.ofMinutes(1),
                        RateDimension.COMPONENT));
        database.close();
        Opening.forgetHolder(file);
        Files.deleteIfExists(file);
    }

    private static void ask(PrintStream out, String what, Runnable question) {
        double[] times = new double[11];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            question.run();
            times[i] = 1000 * seconds(start);
        }
        double first = times[0];
        Arrays.sort(times);
        out.printf(Locale.ROOT, "%-62s %8.1f ms median, %8.1f worst, %8.1f first%n", what, times[5], times[10], first);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
