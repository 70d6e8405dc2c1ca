package io.forewarn.predictor.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarIssuesTest {
    private static IssueRow issue(String id, String title) {
        return new IssueRow(
                id,
                id,
                "grouping.v1",
                title,
                "why",
                "shop",
                "other",
                0.5,
                "unknown",
                Severity.ERROR,
                "unresolved",
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                null,
                0,
                "because");
    }

    @Test
    void findsWhatReadsAlikeAndLeavesTheRest() {
        IssueRow cart = issue("a", "could not load cart <num> of customer");
        List<IssueRow> all = List.of(
                cart,
                issue("b", "could not load the cart <num> for customer, retrying"),
                issue("c", "disk quota of volume <num> exceeded"),
                issue("d", "payment provider refused order <num>"));
        assertThat(SimilarIssues.byWords(cart, all, 5))
                .extracting(SimilarIssues.Similar::id)
                .containsExactly("b");
        assertThat(SimilarIssues.byWords(cart, all, 0)).isEmpty();
        assertThat(SimilarIssues.byWords(issue("e", ""), all, 5)).isEmpty();
    }

    private static final List<IssueRow> REFUSED = List.of(
            issue("a", "connection refused by the database server"),
            issue("b", "could not connect to PostgreSQL: the peer did not accept"),
            issue("c", "unexpected token in configuration file"),
            issue("d", "<num>"));

    private static List<String> alike(SimilarIssues.Found found) {
        return found.issues().stream().map(SimilarIssues.Similar::id).toList();
    }

    @Test
    void seesTheSameMeaningInOtherWordsAndWorksItOutOnce(@TempDir Path folder) {
        try (Store store = Store.open(folder.resolve("forewarn.duckdb"))) {
            store.issues().upsert(REFUSED);
            MiniLm model = new MiniLm(folder.resolve("native"));
            assumeThat(model.of(List.of("hello")))
                    .as("the sentence model runs here")
                    .isPresent();
            List<String> asked = new ArrayList<>();
            SimilarIssues similar = new SimilarIssues(store, new Embedding() {
                @Override
                public String name() {
                    return model.name();
                }

                @Override
                public Optional<List<float[]>> of(List<String> texts) {
                    asked.addAll(texts);
                    return model.of(texts);
                }
            });
            SimilarIssues.Found first = similar.of(REFUSED.get(0), 5);
            assertThat(first.by()).isEqualTo("meaning");
            assertThat(alike(first)).containsExactly("b");
            assertThat(asked).hasSize(3);
            assertThat(similar.of(REFUSED.get(0), 5)).isEqualTo(first);
            assertThat(alike(similar.of(REFUSED.get(3), 5))).isEmpty();
            assertThat(asked).hasSize(3);

            store.issues().upsert(List.of(issue("c", "the database refused our connection")));
            assertThat(alike(similar.of(REFUSED.get(0), 5))).containsExactlyInAnyOrder("b", "c");
            assertThat(asked).hasSize(4);
        }
    }

    @Test
    void comparesWordsWhereTheModelCannotBeUsed(@TempDir Path folder) {
        try (Store store = Store.open(folder.resolve("forewarn.duckdb"))) {
            store.issues().upsert(REFUSED);
            SimilarIssues similar = new SimilarIssues(store, new Embedding() {
                @Override
                public String name() {
                    return "none";
                }

                @Override
                public Optional<List<float[]>> of(List<String> texts) {
                    return Optional.empty();
                }
            });
            SimilarIssues.Found found = similar.of(REFUSED.get(0), 5);
            assertThat(found.by()).isEqualTo("words");
            assertThat(found.issues()).isEmpty();
        }
    }

    @Test
    void comparesWordsUntilTheMeaningsAreWorkedOutLater(@TempDir Path folder) {
        try (Store store = Store.open(folder.resolve("forewarn.duckdb"))) {
            List<IssueRow> many = new ArrayList<>();
            for (int i = 0; i < 70; i++) {
                many.add(issue(
                        "i" + i, "could not load cart of kind " + (char) ('a' + i % 26) + "x".repeat(1 + i / 26)));
            }
            store.issues().upsert(many);
            List<Runnable> waiting = new ArrayList<>();
            List<Integer> batches = new ArrayList<>();
            SimilarIssues similar = new SimilarIssues(
                    store,
                    new Embedding() {
                        @Override
                        public String name() {
                            return "letters";
                        }

                        @Override
                        public Optional<List<float[]>> of(List<String> texts) {
                            batches.add(texts.size());
                            return Optional.of(texts.stream()
                                    .map(text -> new float[] {1, 0})
                                    .toList());
                        }
                    },
                    waiting::add);

            assertThat(similar.of(many.get(0), 5).by()).isEqualTo("words");
            assertThat(similar.of(many.get(1), 5).by()).isEqualTo("words");
            assertThat(waiting).as("once is enough").hasSize(1);
            assertThat(batches).isEmpty();

            waiting.remove(0).run();

            assertThat(batches).hasSizeGreaterThan(1).allMatch(size -> size <= 32);
            assertThat(similar.of(many.get(0), 5).by()).isEqualTo("meaning");
            assertThat(waiting).isEmpty();
        }
    }
}
