package io.forewarn.server.pages;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.server.work.Reviews;
import io.forewarn.server.work.Workbench;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The list of predictions and the form that asks for one.
 *
 * @param problem with what was filled in; empty where there is none
 * @param filled what was filled in
 * @param kinds and the next two: to choose from
 * @param example attributes of the latest operation, as lines
 * @param trained whether there is a risk model
 */
public record PredictionsView(
        long total,
        List<PredictionLine> predictions,
        String problem,
        Map<String, String> filled,
        List<String> kinds,
        List<String> components,
        List<String> environments,
        String example,
        boolean trained,
        Paging paging) {
    private static final int PAGE = 25;
    private static final int KNOWN = 3000;

    static PredictionsView of(Workbench bench, Asked asked) throws Exception {
        return of(bench, asked, "", Map.of());
    }

    static PredictionsView of(Workbench bench, Asked asked, String problem, Map<String, String> filled)
            throws Exception {
        int page = asked.page();
        Reviews.PredictionPage found = bench.reviews().predictions(PAGE, (page - 1) * PAGE);
        List<Operation> known = bench.store().operations().page(OperationFilter.all(), KNOWN, 0);
        return new PredictionsView(
                found.total(),
                found.predictions().stream().map(PredictionLine::of).toList(),
                problem,
                filled,
                names(known.stream().map(Operation::kind)),
                names(known.stream().map(Operation::component)),
                names(known.stream().map(Operation::environment)),
                known.stream()
                        .filter(o -> !o.attributes().isEmpty())
                        .findFirst()
                        .map(o -> String.join(
                                "\n",
                                new TreeMap<>(o.attributes())
                                        .keySet().stream()
                                                .limit(3)
                                                .map(k -> k + "=")
                                                .toList()))
                        .orElse("batch_rows=120000\nfree_disk_mb=12.5"),
                bench.learning().models().models().stream()
                        .anyMatch(m -> m.current() && m.kind().equals("risk")),
                new Paging("/predictions", "", page, PAGE, found.total()));
    }

    private static List<String> names(Stream<String> all) {
        return all.filter(Objects::nonNull).distinct().sorted().limit(200).toList();
    }

    public String filled(String field) {
        return filled.getOrDefault(field, "");
    }
}
