package io.forewarn.predictor.suggest;

import io.forewarn.predictor.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** General knowledge: entries for the problem's error class, the nearer the more of their conditions are met. */
final class CatalogSource implements SuggestionSource {
    /** How well an entry fits: its words or exception occur, its kind of operation is meant, it is for the whole class. */
    private static final double WORDS = 0.9;

    private static final double KIND = 0.6;
    private static final double GENERAL = 0.4;
    /** Where the words fit but the class is another: the classifier may be wrong. */
    private static final double OTHER_CLASS = 0.4;

    private static final double UNSURE = 0.3;

    private final Catalog catalog;

    CatalogSource(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public double prior() {
        return 0.4;
    }

    @Override
    public List<Proposal> propose(Problem problem) {
        Optional<CatalogEntry> named =
                problem.precautionId() == null ? Optional.empty() : catalog.find(problem.precautionId());
        if (named.isPresent()) {
            return List.of(proposal(named.get(), WORDS, "It names the attribute that this operation deviates in."));
        }
        String text = problem.text().toLowerCase(Locale.ROOT);
        return catalog.entries().stream()
                .filter(entry -> !entry.prevent())
                .flatMap(entry -> proposal(entry, problem, text))
                .toList();
    }

    private Stream<Proposal> proposal(CatalogEntry entry, Problem problem, String text) {
        boolean same = entry.errorClass().equals(problem.label().errorClass());
        CatalogEntry.When when = entry.when();
        double sure = Math.max(UNSURE, problem.label().confidence());
        if (when == null) {
            return same
                    ? Stream.of(proposal(entry, GENERAL * sure, "It is general advice for " + entry.errorClass() + "."))
                    : Stream.of();
        }
        Optional<String> words =
                when.containsAny().stream().filter(text::contains).findFirst();
        if (words.isPresent()) {
            return Stream.of(proposal(
                    entry,
                    same ? WORDS : WORDS * OTHER_CLASS * (1 - sure + UNSURE),
                    "The error contains “" + words.get().strip() + "”."));
        }
        if (same && matches(when.exceptionTypes(), problem.exceptionType())) {
            return Stream.of(proposal(entry, WORDS, "The exception is " + problem.exceptionType() + "."));
        }
        if (same && problem.kind() != null && when.kinds().contains(problem.kind())) {
            return Stream.of(proposal(
                    entry,
                    KIND * sure,
                    "It is for " + entry.errorClass() + " in operations of kind " + problem.kind() + "."));
        }
        return Stream.of();
    }

    private static boolean matches(List<String> types, @Nullable String type) {
        return type != null && types.stream().anyMatch(each -> type.equals(each) || type.endsWith("." + each));
    }

    private static Proposal proposal(CatalogEntry entry, double fit, String because) {
        String sources = entry.references().isEmpty() ? "" : " See: " + String.join("; ", entry.references()) + ".";
        return new Proposal(
                entry.id(),
                entry.title(),
                entry.steps(),
                entry.check(),
                List.of(new Suggestion.Citation(
                        "catalog",
                        entry.id(),
                        null,
                        "Catalog entry " + entry.id() + " for " + entry.errorClass() + ". " + because + sources)),
                fit,
                new Proportion(0, 0));
    }
}
