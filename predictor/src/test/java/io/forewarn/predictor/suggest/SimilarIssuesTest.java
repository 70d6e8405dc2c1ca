package io.forewarn.predictor.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.IssueRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThat(SimilarIssues.of(cart, all, 5))
                .extracting(SimilarIssues.Similar::id)
                .containsExactly("b");
        assertThat(SimilarIssues.of(cart, all, 0)).isEmpty();
        assertThat(SimilarIssues.of(issue("e", ""), all, 5)).isEmpty();
    }
}
