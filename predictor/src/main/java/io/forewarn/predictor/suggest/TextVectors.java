package io.forewarn.predictor.suggest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Likeness of short texts: cosine of their words, rare words weighing more (TF-IDF, Salton and Buckley 1988). */
final class TextVectors {
    private static final Pattern PSEUDONYM = Pattern.compile("<[a-z_]+:[^<>\\s]*>");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");
    private static final int MOST_WORDS = 400;
    private static final Set<String> EMPTY_WORDS = Set.of(
            "the", "and", "for", "was", "with", "that", "this", "from", "are", "has", "had", "not", "then", "again",
            "of", "to", "in", "on", "it", "is", "at", "by", "an", "be", "as", "or");

    private final Map<String, Integer> documents = new HashMap<>();
    private int count;

    /** Counts the words of a text: the more texts have a word, the less it says. */
    void learn(String text) {
        count++;
        new HashSet<>(words(text)).forEach(word -> documents.merge(word, 1, Integer::sum));
    }

    /** Unit vector of a text, by word; empty for a text without words. */
    Map<String, Double> vector(String text) {
        Map<String, Double> vector = new TreeMap<>();
        words(text).forEach(word -> vector.merge(word, 1.0, Double::sum));
        double length = 0;
        for (Map.Entry<String, Double> entry : vector.entrySet()) {
            double rarity = Math.log((count + 1.0) / (documents.getOrDefault(entry.getKey(), 0) + 1.0)) + 1;
            entry.setValue((1 + Math.log(entry.getValue())) * rarity);
            length += entry.getValue() * entry.getValue();
        }
        double norm = Math.sqrt(length);
        vector.replaceAll((word, weight) -> weight / norm);
        return vector;
    }

    /** Cosine of two unit vectors, 0 to 1. */
    static double likeness(Map<String, Double> a, Map<String, Double> b) {
        Map<String, Double> shorter = a.size() <= b.size() ? a : b;
        Map<String, Double> longer = shorter == a ? b : a;
        double sum = 0;
        for (Map.Entry<String, Double> entry : shorter.entrySet()) {
            sum += entry.getValue() * longer.getOrDefault(entry.getKey(), 0.0);
        }
        return Math.min(1, sum);
    }

    private static List<String> words(String text) {
        return GAP.splitAsStream(PSEUDONYM.matcher(text).replaceAll(" "))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() > 1 && !EMPTY_WORDS.contains(word))
                .limit(MOST_WORDS)
                .toList();
    }
}
