package io.forewarn.predictor.suggest;

import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.Store;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Vectors made and kept at once, so that who waits for the database, or for an end, does not wait for all. */
    private static final int BATCH = 32;

    private final Store store;
    private final Embedding embedding;
    private final Executor later;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Works out missing vectors at once. */
    public SimilarIssues(Store store, Embedding embedding) {
        this(store, embedding, Runnable::run);
    }

    /** @param later where missing vectors are worked out; until they are there, issues are compared by their words */
    public SimilarIssues(Store store, Embedding embedding, Executor later) {
        this.store = store;
        this.embedding = embedding;
        this.later = later;
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
     *     or is not done yet
     */
    public record Found(List<Similar> issues, String by) {}

    /** At most {@code limit}; has the vectors that are missing worked out and keeps them. */
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

    /** Vectors by issue; an issue without words has none. Empty where some are not there yet or the model cannot be used. */
    private Optional<Map<String, float[]>> vectors(IssueRow issue, List<IssueRow> all) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(issue.id(), text(issue));
        all.forEach(each -> texts.putIfAbsent(each.id(), text(each)));
        texts.values().removeIf(String::isBlank);
        Map<String, float[]> vectors = store.issueVectors().of(embedding.name(), texts);
        if (vectors.size() < texts.size()) {
            if (!busy.compareAndSet(false, true)) {
                return Optional.empty();
            }
            later(() -> make(texts));
            vectors = store.issueVectors().of(embedding.name(), texts);
        }
        return vectors.size() < texts.size() ? Optional.empty() : Optional.of(vectors);
    }

    /** Hands the work over; where nobody takes it any more, words must do. */
    private void later(Runnable work) {
        try {
            later.execute(() -> {
                try {
                    work.run();
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException closing) {
            busy.set(false);
        }
    }

    /** Works out and keeps what is missing, batch by batch; ends early where the thread is interrupted. */
    private void make(Map<String, String> texts) {
        Map<String, float[]> there = store.issueVectors().of(embedding.name(), texts);
        List<String> missing =
                texts.keySet().stream().filter(id -> !there.containsKey(id)).toList();
        for (int from = 0; from < missing.size() && !Thread.currentThread().isInterrupted(); from += BATCH) {
            List<String> batch = missing.subList(from, Math.min(missing.size(), from + BATCH));
            List<float[]> made = embedding
                    .of(batch.stream().map(id -> texts.getOrDefault(id, "")).toList())
                    .orElse(List.of());
            if (made.isEmpty()) {
                return;
            }
            Map<String, float[]> fresh = new LinkedHashMap<>();
            for (int i = 0; i < made.size(); i++) {
                fresh.put(batch.get(i), made.get(i));
            }
            store.issueVectors().put(embedding.name(), texts, fresh);
        }
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
