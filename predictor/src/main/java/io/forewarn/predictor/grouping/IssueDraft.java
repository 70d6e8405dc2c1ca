package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.AlikeErrors;
import io.forewarn.ingest.store.IssueRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a batch of events adds to one issue. */
final class IssueDraft {
    /** Enough to outvote an odd one, few enough to classify on every import. */
    private static final int SAMPLES = 5;

    private final Event first;
    private final IssueRules.Place place;
    private final Fingerprint fingerprint;
    private final @Nullable String template;
    private final List<ErrorClasses.Sample> samples = new ArrayList<>();
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    private Severity severity = Severity.ERROR;
    private boolean timeless;
    private long count;

    IssueDraft(Event first, IssueRules.Place place, Fingerprint fingerprint, @Nullable String template) {
        this.first = first;
        this.place = place;
        this.fingerprint = fingerprint;
        this.template = template;
    }

    /** Gives the issue's id. */
    String add(Event event) {
        count++;
        add(event.timestamp(), event.timestamp());
        timeless |= event.timestamp() == null;
        if (event.severity() == Severity.FATAL) {
            severity = Severity.FATAL;
        }
        sample(event);
        return place.issueId();
    }

    /** The same for many that are alike, of which some are at hand. */
    String add(AlikeErrors errors, List<Event> some) {
        count += errors.count();
        add(errors.firstSeen(), errors.lastSeen());
        timeless |= errors.timeless();
        if (errors.fatal()) {
            severity = Severity.FATAL;
        }
        some.forEach(this::sample);
        return place.issueId();
    }

    private void add(@Nullable Instant first, @Nullable Instant last) {
        if (first != null && (firstSeen == null || first.isBefore(firstSeen))) {
            firstSeen = first;
        }
        if (last != null && (lastSeen == null || last.isAfter(lastSeen))) {
            lastSeen = last;
        }
    }

    private void sample(Event event) {
        if (samples.size() < SAMPLES && samples.stream().noneMatch(s -> s.text().equals(event.message()))) {
            samples.add(ErrorClasses.Sample.of(event));
        }
    }

    /** True where it says more than that old lines were read late. */
    boolean recursAfter(Instant seen) {
        return timeless || (lastSeen != null && lastSeen.isAfter(seen));
    }

    /**
     * A new issue.
     *
     * @param now stands in where no event states a time
     */
    IssueRow open(ErrorClasses classes, Instant now) {
        ErrorClasses.Label label = vote(classes);
        return new IssueRow(
                place.issueId(),
                fingerprint.value(),
                fingerprint.version(),
                title(),
                fingerprint.why() + place.said(),
                first.component(),
                label.errorClass(),
                label.confidence(),
                label.transience(),
                severity,
                "unresolved",
                firstSeen == null ? now : firstSeen,
                lastSeen == null ? now : lastSeen,
                count,
                first.exceptionType(),
                first.templateId(),
                label.because());
    }

    /** The issue with this batch added; its class is asked again only while nothing is known. */
    IssueRow grow(IssueRow old, ErrorClasses classes) {
        ErrorClasses.Label kept =
                new ErrorClasses.Label(old.errorClass(), old.confidence(), old.transience(), old.because());
        ErrorClasses.Label label = old.confidence() > 0 ? kept : vote(classes);
        boolean regressed = "resolved".equals(old.status()) && recursAfter(old.lastSeen());
        return new IssueRow(
                old.id(),
                old.fingerprint(),
                old.groupingVersion(),
                old.title(),
                old.why(),
                old.component(),
                label.errorClass(),
                label.confidence(),
                label.transience(),
                old.severity().compareTo(severity) >= 0 ? old.severity() : severity,
                regressed ? "regressed" : old.status(),
                firstSeen != null && firstSeen.isBefore(old.firstSeen()) ? firstSeen : old.firstSeen(),
                lastSeen != null && lastSeen.isAfter(old.lastSeen()) ? lastSeen : old.lastSeen(),
                old.count() + count,
                old.exceptionType(),
                old.templateId(),
                label.because());
    }

    /** The class with the most confidence in sum over the samples, in the words of its surest sample. */
    private ErrorClasses.Label vote(ErrorClasses classes) {
        Map<String, Double> sum = new TreeMap<>();
        Map<String, ErrorClasses.Label> surest = new TreeMap<>();
        for (ErrorClasses.Sample sample : samples) {
            ErrorClasses.Label label = classes.classify(sample);
            sum.merge(label.errorClass(), label.confidence(), Double::sum);
            surest.merge(label.errorClass(), label, (a, b) -> b.confidence() > a.confidence() ? b : a);
        }
        String winner = "";
        double most = -1;
        for (Map.Entry<String, Double> entry : sum.entrySet()) {
            if (entry.getValue() > most) {
                winner = entry.getKey();
                most = entry.getValue();
            }
        }
        return surest.getOrDefault(winner, ErrorClasses.Label.UNKNOWN);
    }

    private String title() {
        String type = first.exceptionType();
        String line = MessagePattern.firstLine(first.message());
        if (type != null && !type.isBlank()) {
            String message = first.exceptionMessage();
            String text = message == null ? "" : MessagePattern.firstLine(message);
            return cut(text.isEmpty() ? type : type + ": " + text);
        }
        String shown = template == null ? line : template;
        return cut(shown.isBlank() ? "(no message)" : shown);
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 199) + "…";
    }
}
