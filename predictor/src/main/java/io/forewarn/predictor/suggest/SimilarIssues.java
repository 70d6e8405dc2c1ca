package io.forewarn.predictor.suggest;

import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.Store;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Issues that are alike: a second opinion for people on what grouping keeps apart. Nothing is merged by it. Alike in what
 * their titles mean where the sentence model runs, else in the words they share.
 */
public final class SimilarIssues {
    /** Issues that one is compared with, the most frequent: what has to be worked out at first use is bounded by it. */
    private static final int COMPARED = 500;

    /** Below, two texts share little more than common words. */
    private static final double LEAST_BY_WORDS = 0.4;

    private static final double LEAST_BY_MEANING = 0.5;
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>\\s]*>");
    private static final Pattern NAME = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|[_.$]+");
    private static final int LONGEST = 400;

    private final Store store;
    private final Embedding embedding;

    public SimilarIssues(Store store, Embedding embedding) {
        this.store = store;
        this.embedding = embedding;
    }

    /**
     * An issue with how alike it is.
     *
     * @param likeness of both titles, 0 to 1: cosine of their words, or the mean of that and of what they mean
     */
    public record Similar(
            String id, String title, String component, String errorClass, String status, long count, double likeness) {}

    /**
     * The most alike first.
     *
     * @param by {@code meaning} (and words), or {@code words} alone where the sentence model does not run
     */
    public record Found(List<Similar> issues, String by) {}

    /** At most {@code limit}; works out and keeps the vectors that are missing. */
    public Found of(IssueRow issue, int limit) {
        List<IssueRow> all = store.issues().list(IssueFilter.all(), COMPARED, 0);
        return vectors(issue, all)
                .map(vectors -> byMeaning(issue, all, vectors, limit))
                .orElseGet(() -> new Found(byWords(issue, all, limit), "words"));
    }

    static List<Similar> byWords(IssueRow issue, List<IssueRow> all, int limit) {
        ToDoubleFunction<IssueRow> words = words(issue, all);
        return nearest(
                issue,
                all,
                other -> words.applyAsDouble(other) < LEAST_BY_WORDS ? 0 : words.applyAsDouble(other),
                limit);
    }

    /** The mean of both ranks better than either; near enough in one will do, for a paraphrase shares no word. */
    private static Found byMeaning(IssueRow issue, List<IssueRow> all, Map<String, float[]> vectors, int limit) {
        ToDoubleFunction<IssueRow> words = words(issue, all);
        float[] own = vectors.getOrDefault(issue.id(), new float[0]);
        return new Found(
                nearest(
                        issue,
                        all,
                        other -> {
                            double word = words.applyAsDouble(other);
                            double meaning = cosine(own, vectors.getOrDefault(other.id(), new float[0]));
                            return word < LEAST_BY_WORDS && meaning < LEAST_BY_MEANING ? 0 : (word + meaning) / 2;
                        },
                        limit),
                "meaning");
    }

    private static ToDoubleFunction<IssueRow> words(IssueRow issue, List<IssueRow> all) {
        TextVectors vectors = new TextVectors();
        all.forEach(each -> vectors.learn(each.title()));
        Map<String, Double> own = vectors.vector(issue.title());
        return other -> TextVectors.likeness(own, vectors.vector(other.title()));
    }

    /** Vectors by issue; an issue without words has none. Empty where the model cannot be used. */
    private Optional<Map<String, float[]>> vectors(IssueRow issue, List<IssueRow> all) {
        Map<String, String> texts = new LinkedHashMap<>();
        all.forEach(each -> texts.put(each.id(), text(each)));
        texts.put(issue.id(), text(issue));
        texts.values().removeIf(String::isBlank);
        Map<String, float[]> vectors = store.issueVectors().of(embedding.name(), texts);
        List<String> missing =
                texts.keySet().stream().filter(id -> !vectors.containsKey(id)).toList();
        if (missing.isEmpty()) {
            return Optional.of(vectors);
        }
        return embedding
                .of(missing.stream().map(id -> texts.getOrDefault(id, "")).toList())
                .map(made -> {
                    Map<String, float[]> fresh = new LinkedHashMap<>();
                    for (int i = 0; i < missing.size(); i++) {
                        fresh.put(missing.get(i), made.get(i));
                    }
                    store.issueVectors().put(embedding.name(), texts, fresh);
                    vectors.putAll(fresh);
                    return vectors;
                });
    }

    /** Without placeholders, and with names taken apart, which the model knows by their words. */
    static String text(IssueRow issue) {
        String bare = PLACEHOLDER.matcher(issue.title()).replaceAll(" ");
        String words = NAME.matcher(bare).replaceAll(" ").strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }

    private static List<Similar> nearest(
            IssueRow issue, List<IssueRow> all, ToDoubleFunction<IssueRow> likeness, int limit) {
        return all.stream()
                .filter(other -> !other.id().equals(issue.id()))
                .map(other -> new Similar(
                        other.id(),
                        other.title(),
                        other.component(),
                        other.errorClass(),
                        other.status(),
                        other.count(),
                        likeness.applyAsDouble(other)))
                .filter(similar -> similar.likeness() > 0)
                .sorted(Comparator.comparingDouble(Similar::likeness).reversed().thenComparing(Similar::id))
                .limit(limit)
                .toList();
    }

    /** Of unit vectors; 0 where either is missing. */
    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum += a[i] * (double) b[i];
        }
        return Math.min(1, sum);
    }
}
