package io.forewarn.server.work;

import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.server.wire.NotFoundException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether names that a question filters by exist at all. An answer without anything in it would leave a misspelt name
 * unseen, so it is asked where nothing was found, and costs nothing otherwise.
 */
final class KnownNames {
    private static final int SHOWN = 5;

    private final Workbench bench;

    KnownNames(Workbench bench) {
        this.bench = bench;
    }

    /**
     * Checks what of {@code component error_class issue release environment} is asked for.
     *
     * @throws NotFoundException naming what is near
     */
    void check(Map<String, String> asked) {
        component(asked.get("component"));
        errorClass(asked.get("error_class"));
        issue(asked.get("issue"));
        counted("release", asked.get("release"), RateDimension.RELEASE);
        counted("environment", asked.get("environment"), RateDimension.ENVIRONMENT);
    }

    void component(@Nullable String name) {
        if (name == null
                || bench.store().issues().count(new IssueFilter(name, null, null)) > 0
                || bench.store().operations().count(new OperationFilter(null, name, null, null, null, null)) > 0) {
            return;
        }
        SortedSet<String> known = counted(RateDimension.COMPONENT);
        if (!known.contains(name)) {
            bench.store().operations().eachInOrder(o -> known.add(o.component()));
            throw missing("component", name, known);
        }
    }

    void errorClass(@Nullable String name) {
        if (name != null && bench.store().issues().count(new IssueFilter(null, null, name)) == 0) {
            bench.patterns().errorClass(name);
        }
    }

    private void issue(@Nullable String id) {
        if (id != null && bench.store().issues().find(id).isEmpty()) {
            throw new NotFoundException("no issue '" + bench.scrub(id) + "'; forewarn issues lists them");
        }
    }

    private void counted(String what, @Nullable String name, RateDimension dimension) {
        if (name != null) {
            SortedSet<String> known = counted(dimension);
            if (!known.contains(name)) {
                throw missing(what, name, known);
            }
        }
    }

    private SortedSet<String> counted(RateDimension dimension) {
        SortedSet<String> names = new TreeSet<>();
        bench.store()
                .rates()
                .totals(RateFilter.all(), List.of(dimension))
                .forEach(total -> names.add(total.keys().get(0)));
        names.remove("");
        return names;
    }

    private NotFoundException missing(String what, String name, SortedSet<String> known) {
        if (known.isEmpty()) {
            return new NotFoundException("no " + what + " '" + bench.scrub(name) + "': no event or operation names one;"
                    + " import some: forewarn import PATH...");
        }
        List<String> near = near(name, known);
        return new NotFoundException("no " + what + " '" + bench.scrub(name) + "'"
                + (near.isEmpty()
                        ? "; known are " + shown(known)
                        : "; did you mean " + String.join(" or ", near) + "?"));
    }

    private static String shown(SortedSet<String> known) {
        String first = String.join(", ", known.stream().limit(SHOWN).toList());
        return known.size() <= SHOWN ? first : first + " and " + (known.size() - SHOWN) + " more";
    }

    /** At most three names that hold it or differ in few letters, the nearest first. */
    static List<String> near(String name, SortedSet<String> known) {
        String asked = name.toLowerCase(Locale.ROOT);
        int most = Math.max(1, Math.min(asked.length(), 60) / 3);
        record Candidate(String name, int distance) {}
        return known.stream()
                .map(each -> {
                    String lower = each.toLowerCase(Locale.ROOT);
                    boolean holds = asked.length() > 2 && (lower.contains(asked) || asked.contains(lower));
                    return new Candidate(each, holds ? 1 : distance(asked, lower, most));
                })
                .filter(candidate -> candidate.distance() <= most)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(3)
                .map(Candidate::name)
                .toList();
    }

    /** Letters to insert, delete or replace (Levenshtein 1966); {@code most + 1} where it is more. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
