package io.forewarn.predictor.suggest;

import io.forewarn.ingest.store.IssueRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Issues that read alike: a second opinion for people on what grouping keeps apart. Nothing is merged by it. */
public final class SimilarIssues {
    /** Below, two texts share little more than common words. */
    private static final double LEAST = 0.4;

    private SimilarIssues() {}

    /**
     * An issue with how alike it reads.
     *
     * @param likeness cosine of the words of both titles, rare words weighing more, 0.4 to 1
     */
    public record Similar(
            String id, String title, String component, String errorClass, String status, long count, double likeness) {}

    /** The most alike first, at most {@code limit}. */
    public static List<Similar> of(IssueRow issue, List<IssueRow> all, int limit) {
        TextVectors vectors = new TextVectors();
        all.forEach(each -> vectors.learn(each.title()));
        Map<String, Double> own = vectors.vector(issue.title());
        return all.stream()
                .filter(other -> !other.id().equals(issue.id()))
                .map(other -> new Similar(
                        other.id(),
                        other.title(),
                        other.component(),
                        other.errorClass(),
                        other.status(),
                        other.count(),
                        TextVectors.likeness(own, vectors.vector(other.title()))))
                .filter(similar -> similar.likeness() >= LEAST)
                .sorted(Comparator.comparingDouble(Similar::likeness).reversed().thenComparing(Similar::id))
                .limit(limit)
                .toList();
    }
}
