package io.forewarn.server.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who named something that does not exist. */
public final class NearNames {
    private static final int MOST = 3;
    private static final int LONGEST = 60;

    private NearNames() {}

    /** At most three of the known names, those that hold the one asked for or differ in few letters; the nearest first. */
    public static List<String> of(String asked, Collection<String> known) {
        String name = asked.toLowerCase(Locale.ROOT);
        int few = Math.max(1, Math.min(name.length(), LONGEST) / 3);
        LevenshteinDistance letters = new LevenshteinDistance(few);
        record Candidate(String name, int distance) {}
        return known.stream()
                .map(each -> {
                    String lower = each.toLowerCase(Locale.ROOT);
                    boolean holds = name.length() > 2 && (lower.contains(name) || name.contains(lower));
                    return new Candidate(each, holds ? 1 : letters.apply(name, lower));
                })
                .filter(candidate -> candidate.distance() >= 0)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }
}
