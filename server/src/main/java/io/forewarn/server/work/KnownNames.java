package io.forewarn.server.work;

import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.server.wire.NearNames;
import io.forewarn.server.wire.NotFoundException;
import java.util.List;
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
            known.addAll(bench.store().operations().components());
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
        List<String> near = NearNames.of(name, known);
        return new NotFoundException("no " + what + " '" + bench.scrub(name) + "'"
                + (near.isEmpty()
                        ? "; known are " + shown(known)
                        : "; did you mean " + String.join(" or ", near) + "?"));
    }

    private static String shown(SortedSet<String> known) {
        String first = String.join(", ", known.stream().limit(SHOWN).toList());
        return known.size() <= SHOWN ? first : first + " and " + (known.size() - SHOWN) + " more";
    }
}
