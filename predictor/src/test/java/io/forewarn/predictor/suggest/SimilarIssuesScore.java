package io.forewarn.predictor.suggest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the nearest issue shares its cause: {@code SimilarIssuesScore HOME/forewarn.duckdb truth/events.jsonl}, on a home
 * that holds the logs of the fault lab. Issues whose events have no truth are left out.
 */
final class SimilarIssuesScore {
    private static final Pattern TRUTH = Pattern.compile(
            "\"file\": \"([^\"]*)\", \"first_line\": (\\d+),.*\"error_class\": \"([^\"]*)\", \"shape\": \"([^\"]*)\"");

    private SimilarIssuesScore() {}

    private record Labelled(IssueRow issue, String errorClass, String cause) {}

    public static void main(String[] args) throws IOException {
        try (Store store = Store.open(Path.of(args[0]))) {
            List<Labelled> issues = labelled(store, Path.of(args[1]));
            List<IssueRow> rows = issues.stream().map(Labelled::issue).toList();
            long began = System.nanoTime();
            MiniLm model = new MiniLm(Path.of(args[0]).resolveSibling("native"));
            Optional<List<float[]>> first = model.of(List.of("first"));
            long loaded = System.nanoTime();
            List<float[]> vectors =
                    model.of(rows.stream().map(SimilarIssues::text).toList()).orElseThrow();
            long embedded = System.nanoTime();
            say(
                    "%d issues; load and first text %d ms (%s), the rest %d ms",
                    rows.size(), (loaded - began) / 1_000_000, first.isPresent(), (embedded - loaded) / 1_000_000);
            TextVectors words = new TextVectors();
            rows.forEach(each -> words.learn(each.title()));
            BiFunction<Integer, Integer, Double> byWords = (a, b) -> TextVectors.likeness(
                    words.vector(rows.get(a).title()), words.vector(rows.get(b).title()));
            BiFunction<Integer, Integer, Double> byMeaning = (a, b) -> {
                double sum = 0;
                for (int i = 0; i < vectors.get(a).length; i++) {
                    sum += vectors.get(a)[i] * (double) vectors.get(b)[i];
                }
                return sum;
            };
            report("words", issues, byWords);
            report("meaning", issues, byMeaning);
            report("mean of both", issues, (a, b) -> (byWords.apply(a, b) + byMeaning.apply(a, b)) / 2);
        }
    }

    private static void report(String name, List<Labelled> issues, BiFunction<Integer, Integer, Double> likeness) {
        int n = 0;
        int sameClass = 0;
        int sameCause = 0;
        List<double[]> pairs = new ArrayList<>();
        for (int a = 0; a < issues.size(); a++) {
            Labelled one = issues.get(a);
            int best = -1;
            double most = -2;
            boolean partner = false;
            for (int b = 0; b < issues.size(); b++) {
                if (a != b) {
                    double alike = likeness.apply(a, b);
                    boolean same = issues.get(b).cause().equals(one.cause());
                    partner |= same;
                    if (alike > most) {
                        most = alike;
                        best = b;
                    }
                    if (a < b) {
                        pairs.add(new double[] {alike, same ? 1 : 0});
                    }
                }
            }
            if (partner) {
                n++;
                sameClass += issues.get(best).errorClass().equals(one.errorClass()) ? 1 : 0;
                sameCause += issues.get(best).cause().equals(one.cause()) ? 1 : 0;
            }
        }
        say(
                "%s: nearest of the same class %d, of the same cause %d, of %d that have a partner",
                name, sameClass, sameCause, n);
        for (double least : new double[] {0.3, 0.4, 0.5, 0.6, 0.7}) {
            long shown = pairs.stream().filter(p -> p[0] >= least).count();
            long right = pairs.stream().filter(p -> p[0] >= least && p[1] == 1).count();
            long all = pairs.stream().filter(p -> p[1] == 1).count();
            say("  pairs at least %.1f alike: %d, of one cause %d of %d", least, shown, right, all);
        }
    }

    private static List<Labelled> labelled(Store store, Path truth) throws IOException {
        Map<String, String[]> byLine = new HashMap<>();
        for (String line : Files.readAllLines(truth)) {
            Matcher m = TRUTH.matcher(line);
            if (m.find()) {
                byLine.put(m.group(1) + ":" + m.group(2), new String[] {m.group(3), m.group(4)});
            }
        }
        Map<Long, String> sources = new HashMap<>();
        for (ImportRow row : store.imports().list()) {
            int at = row.source().indexOf("logs/");
            sources.put(row.id(), at < 0 ? row.source() : row.source().substring(at));
        }
        List<Labelled> issues = new ArrayList<>();
        for (IssueRow issue : store.issues().list(IssueFilter.all(), 10_000, 0)) {
            for (Event event : store.issues().events(issue.id(), 1000, 0)) {
                String[] label = byLine.get(sources.get(event.importId()) + ":" + event.firstLine());
                if (label != null) {
                    issues.add(new Labelled(issue, label[0], label[1]));
                    break;
                }
            }
        }
        return issues;
    }

    private static void say(String format, Object... args) {
        System.out.println(String.format(Locale.ROOT, format, args));
    }
}
