package io.forewarn.predictor.suggest;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.store.Store;
import io.forewarn.predictor.grouping.ErrorClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The team's repairs with the failures they were for; repairs that say the same in other words are one group, named after
 * its oldest, so that its name stays when more are added.
 */
final class RepairGroups {
    /** Two actions at least so alike are the same repair. */
    private static final double SAME = 0.55;

    /**
     * A repair and the failure it was for.
     *
     * @param kind of the failed operation; null where it is not known
     * @param failure vector of what is known of the failure
     * @param errorClass of the failure, {@code other} where its text is not known
     */
    record Case(Repair repair, @Nullable String kind, Map<String, Double> failure, String errorClass) {}

    /** Cases whose repairs say the same, oldest first. */
    record Group(Map<String, Double> action, List<Case> cases) {
        String key() {
            return cases.get(0).repair().id();
        }
    }

    private final TextVectors failures = new TextVectors();
    private final List<Group> groups = new ArrayList<>();

    static RepairGroups of(Store store, ErrorClasses classes) {
        RepairGroups built = new RepairGroups();
        FailureTexts texts = new FailureTexts(store);
        List<Repair> repairs = store.repairs().all();
        List<String> failed = repairs.stream()
                .map(repair -> repair.operationId() == null ? "" : texts.of(repair.operationId()))
                .toList();
        TextVectors actions = new TextVectors();
        repairs.forEach(repair -> actions.learn(repair.action()));
        failed.stream().filter(text -> !text.isBlank()).forEach(built.failures::learn);
        for (int i = 0; i < repairs.size(); i++) {
            Repair repair = repairs.get(i);
            String text = failed.get(i);
            String kind = repair.operationId() == null
                    ? null
                    : store.operations()
                            .find(repair.operationId())
                            .map(Operation::kind)
                            .orElse(null);
            String errorClass = text.isBlank()
                    ? ErrorClasses.Label.UNKNOWN.errorClass()
                    : classes.classify(ErrorClasses.Sample.of(text)).errorClass();
            built.add(actions.vector(repair.action()), new Case(repair, kind, built.failures.vector(text), errorClass));
        }
        return built;
    }

    private void add(Map<String, Double> action, Case added) {
        Group nearest = null;
        double best = SAME;
        for (Group group : groups) {
            double likeness = TextVectors.likeness(group.action, action);
            if (likeness >= best && (nearest == null || likeness > best)) {
                nearest = group;
                best = likeness;
            }
        }
        if (nearest == null) {
            groups.add(new Group(action, new ArrayList<>(List.of(added))));
        } else {
            nearest.cases.add(added);
        }
    }

    List<Group> all() {
        return groups;
    }

    Map<String, Double> vector(String failure) {
        return failures.vector(failure);
    }
}
