package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a newly trained classifier about the issues that are already there; a person's word on a class stands. */
public final class IssueClassifier {
    private static final int PAGE = 1_000;
    private static final int SAMPLES = 5;

    private final Store store;
    private final ErrorClasses classes;

    public IssueClassifier(Store store, ErrorClasses classes) {
        this.store = store;
        this.classes = classes;
    }

    /**
     * Goes over all issues.
     *
     * @return how many changed their class
     */
    public int run() {
        List<IssueRow> changed = new ArrayList<>();
        int moved = 0;
        for (int offset = 0; ; offset += PAGE) {
            List<IssueRow> page = store.issues().list(IssueFilter.all(), PAGE, offset);
            for (IssueRow issue : page) {
                ErrorClasses.Label label = vote(store.issues().events(issue.id(), SAMPLES, 0));
                moved += label.errorClass().equals(issue.errorClass()) ? 0 : 1;
                changed.add(with(issue, label));
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        store.issues().upsert(changed);
        return moved;
    }

    private ErrorClasses.Label vote(List<Event> events) {
        Map<String, Double> sum = new TreeMap<>();
        Map<String, ErrorClasses.Label> surest = new TreeMap<>();
        for (Event event : events) {
            ErrorClasses.Label label = classes.classify(ErrorClasses.Sample.of(event));
            sum.merge(label.errorClass(), label.confidence(), Double::sum);
            surest.merge(label.errorClass(), label, (a, b) -> b.confidence() > a.confidence() ? b : a);
        }
        return sum.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(best -> surest.getOrDefault(best.getKey(), ErrorClasses.Label.UNKNOWN))
                .orElse(ErrorClasses.Label.UNKNOWN);
    }

    private static IssueRow with(IssueRow i, ErrorClasses.Label label) {
        return new IssueRow(
                i.id(),
                i.fingerprint(),
                i.groupingVersion(),
                i.title(),
                i.why(),
                i.component(),
                label.errorClass(),
                label.confidence(),
                label.transience(),
                i.severity(),
                i.status(),
                i.firstSeen(),
                i.lastSeen(),
                i.count(),
                i.exceptionType(),
                i.templateId(),
                label.because());
    }
}
