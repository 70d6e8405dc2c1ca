package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.risk.AttributeFacts.Deviation;
import io.forewarn.predictor.risk.Prediction.Warning;
import io.forewarn.predictor.suggest.Catalog;
import io.forewarn.predictor.suggest.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What to look after before the operation: values that successful runs did not have, and failures that nobody repaired. */
final class Warnings {
    private static final Pattern LITTLE = Pattern.compile("\\b(below|less|fewer|low)\\b");
    private static final Pattern MUCH = Pattern.compile("\\b(above|more|larger|high)\\b");

    private final TrackRecord record;
    private final Catalog catalog;

    Warnings(TrackRecord record, Catalog catalog) {
        this.record = record;
        this.catalog = catalog;
    }

    List<Warning> of(Operation op, Situation now) {
        List<Warning> warnings = new ArrayList<>();
        openStreak(op, now).ifPresent(warnings::add);
        AttributeFacts facts = new AttributeFacts(op, now);
        for (String name : facts.own() ? op.attributes().keySet() : Set.<String>of()) {
            facts.deviation(name)
                    .filter(deviation -> deviation.fact().strength() >= 0.8)
                    .flatMap(deviation -> deviation(op, deviation))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    private Optional<Warning> openStreak(Operation op, Situation now) {
        int streak = now.here().streak();
        if (streak == 0) {
            return Optional.empty();
        }
        List<Operation> recent = now.here().recent();
        Operation last = recent.get(recent.size() - 1);
        List<Operation> open = recent.subList(recent.size() - streak, recent.size());
        boolean repaired = open.stream()
                .flatMap(each -> record.repairs(each.id(), op.at()).stream())
                .anyMatch(repair ->
                        Boolean.TRUE.equals(repair.worked()) && !repair.at().isBefore(last.at()));
        if (repaired) {
            return Optional.empty();
        }
        String which = Words.kind(op.kind()) + " of " + op.component();
        String text = streak == 1
                ? "The last " + which + " failed (" + Words.day(last.at())
                        + ") and no repair that worked is recorded since."
                : "The last " + streak + " " + Words.plural(op.kind()) + " of " + op.component()
                        + " failed and no repair that worked is recorded since " + Words.day(last.at()) + ".";
        return Optional.of(new Warning(
                "history",
                last.id(),
                text,
                lastRepair(op, now)
                        .map(repair ->
                                "Find out what failed before trying again. After an earlier failure this worked: “"
                                        + Words.cut(repair.action(), 200) + "” (" + Words.day(repair.at()) + ").")
                        .orElse("Find out what failed before trying again; no earlier repair of this is recorded."),
                null));
    }

    /** The newest repair that worked, after a failure of the same kind and component, else of the component. */
    private Optional<Repair> lastRepair(Operation op, Situation now) {
        return record.worked(now.here().failures(), op.at())
                .or(() -> record.worked(now.component().failures(), op.at()));
    }

    /**
     * An unusual value is a reason; a warning with an action needs somebody who knows what the value means, so only
     * attributes that the catalog speaks of get one. "Change more lines" helps nobody.
     */
    private Optional<Warning> deviation(Operation op, Deviation deviation) {
        String usual = " Successful " + deviation.peers() + " had " + Words.number(deviation.median())
                + " in the middle, and " + (deviation.below() ? "at least " : "at most ")
                + Words.number(deviation.bound()) + " nearly always.";
        return precaution(op, deviation)
                .map(entry -> new Warning(
                        "catalog", entry.id(), deviation.text() + ".", steps(entry) + usual, deviation.name()));
    }

    private Optional<CatalogEntry> precaution(Operation op, Deviation deviation) {
        return catalog.precautions().stream()
                .filter(entry -> entry.attributes().contains(deviation.name()))
                .filter(entry -> entry.when() == null
                        || entry.when().kinds().isEmpty()
                        || entry.when().kinds().contains(op.kind()))
                .filter(entry -> speaksOf(entry, deviation.below()))
                .findFirst();
    }

    /** An entry against too little has nothing to say about too much. */
    private static boolean speaksOf(CatalogEntry entry, boolean below) {
        String warning = entry.warning() == null ? "" : entry.warning().toLowerCase(Locale.ROOT);
        boolean little = LITTLE.matcher(warning).find();
        boolean much = MUCH.matcher(warning).find();
        return little == much || below == little;
    }

    private static String steps(CatalogEntry entry) {
        return entry.title() + ": " + String.join(" ", entry.steps());
    }
}
