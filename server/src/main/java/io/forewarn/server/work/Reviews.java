package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.EventReader;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.store.AttemptRow;
import io.forewarn.ingest.store.DailyCount;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.IssueStore;
import io.forewarn.ingest.store.JudgedPrediction;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.ingest.store.PredictionFilter;
import io.forewarn.ingest.store.SuggestionFilter;
import io.forewarn.ingest.store.SuggestionRow;
import io.forewarn.models.errors.Classification;
import io.forewarn.models.errors.ErrorClassifier;
import io.forewarn.models.errors.ErrorText;
import io.forewarn.models.errors.TrainingTexts;
import io.forewarn.predictor.grouping.Fingerprint;
import io.forewarn.predictor.grouping.GroupingSummary;
import io.forewarn.predictor.grouping.Groupings;
import io.forewarn.predictor.grouping.IssueClassifier;
import io.forewarn.predictor.grouping.IssueGrouper;
import io.forewarn.predictor.suggest.Feedback;
import io.forewarn.predictor.suggest.SimilarIssues;
import io.forewarn.predictor.suggest.Suggester;
import io.forewarn.predictor.suggest.Suggestion;
import io.forewarn.predictor.suggest.SuggestionJson;
import io.forewarn.predictor.suggest.SuggestionReport;
import io.forewarn.predictor.suggest.SuggestionSources;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people look at and decide on: issues, predictions, suggestions and how they fared. */
public final class Reviews {
    private static final int EVENTS = 10;
    private static final int SUGGESTIONS = 5;
    private static final int SIMILAR = 5;

    private final Workbench bench;

    Reviews(Workbench bench) {
        this.bench = bench;
    }

    /** Puts error events that belong to no issue yet into issues. */
    GroupingSummary group() {
        return new IssueGrouper(bench.store(), Groupings.all(), bench.errorClasses(), bench.clock()).run();
    }

    /** Gives every issue the class that the newest classifier sees; a person's word stands. */
    void classifyAnew() {
        new IssueClassifier(bench.store(), bench.errorClasses()).run();
    }

    /** A page of issues with how many there are. */
    public record IssuePage(long total, List<IssueRow> issues) {}

    public IssuePage issues(
            @Nullable String component, @Nullable String status, @Nullable String errorClass, int limit, int offset) {
        IssueFilter filter = new IssueFilter(component, status, errorClass);
        long total = bench.store().issues().count(filter);
        if (total == 0) {
            KnownNames known = new KnownNames(bench);
            known.component(component);
            known.errorClass(errorClass);
            if (status != null && !IssueStore.STATUSES.contains(status)) {
                throw new IllegalArgumentException(
                        "unknown status of an issue; use " + String.join(", ", IssueStore.STATUSES));
            }
        }
        return new IssuePage(total, bench.store().issues().list(filter, limit, offset));
    }

    /** One issue with its latest events, its days, and what was suggested for it. */
    public record IssueView(
            IssueRow issue,
            List<EventView> events,
            List<DailyCount> daily,
            List<SuggestionRow> suggestions,
            List<SimilarIssues.Similar> similar,
            String similarBy) {}

    public IssueView issue(String id) {
        IssueRow issue = row(id);
        SimilarIssues.Found similar = bench.similarIssues().of(issue, SIMILAR);
        return new IssueView(
                issue,
                bench.store().issues().events(id, EVENTS, 0).stream()
                        .map(EventView::of)
                        .toList(),
                bench.store().issues().dailyCounts(id),
                bench.store().suggestions().page(new SuggestionFilter(id, null, null, null, null), 20, 0),
                similar.issues(),
                similar.by());
    }

    private IssueRow row(String id) {
        return bench.store()
                .issues()
                .find(id)
                .orElseThrow(
                        () -> new NotFoundException("no issue '" + bench.scrub(id) + "'; forewarn issues lists them"));
    }

    public Map<String, Object> status(String id, String status) {
        if (!bench.store().issues().setStatus(id, status)) {
            throw new NotFoundException("no issue '" + bench.scrub(id) + "'; forewarn issues lists them");
        }
        return Map.of("id", id, "status", status);
    }

    /** A person's word on the class of an issue; the next training learns it. */
    public Map<String, Object> correct(String id, String errorClass, @Nullable String note) {
        String transience = bench.patterns().errorClass(errorClass).transience();
        String words = note == null ? null : bench.scrub(note);
        if (!bench.store()
                .issues()
                .correctClass(id, errorClass, transience, bench.clock().instant(), words)) {
            throw new NotFoundException("no issue '" + bench.scrub(id) + "'; forewarn issues lists them");
        }
        return Map.of("id", id, "error_class", errorClass);
    }

    /** Suggestions with words on what they are about. */
    public record Advice(String about, List<ObjectNode> suggestions) {
        static Advice of(String about, List<Suggestion> suggestions) {
            return new Advice(
                    about, suggestions.stream().map(SuggestionJson::of).toList());
        }
    }

    /** What may fix an issue or a failed operation. */
    public Advice suggest(String id) {
        Suggester suggester = new Suggester(
                bench.store(),
                bench.errorClasses(),
                SuggestionSources.all(bench.store(), bench.errorClasses(), bench.catalog(), bench.llm(), bench::scrub),
                bench.clock());
        if (bench.store().issues().find(id).isPresent()) {
            IssueRow issue = row(id);
            return Advice.of(
                    "Issue " + id + ": " + issue.title() + " (" + issue.errorClass() + ", " + issue.component() + ")",
                    suggester.forIssue(id, SUGGESTIONS));
        }
        if (bench.store().operations().find(id).isPresent()) {
            return Advice.of("Operation " + id, suggester.forOperation(id, SUGGESTIONS));
        }
        throw new NotFoundException(
                "no issue and no operation '" + bench.scrub(id) + "'; forewarn issues lists issues");
    }

    public AttemptRow feedback(String suggestionId, String result, @Nullable String by, @Nullable String note) {
        if (bench.store().suggestions().find(suggestionId).isEmpty()) {
            throw new NotFoundException(
                    "no suggestion '" + bench.scrub(suggestionId) + "'; forewarn suggest ISSUE makes some");
        }
        return new Feedback(bench.store(), bench.clock(), bench.ids()::attempt)
                .attempt(
                        suggestionId,
                        result,
                        by == null ? null : bench.pseudonym(by),
                        note == null ? null : bench.scrub(note));
    }

    public SuggestionReport suggestions() {
        return SuggestionReport.of(bench.store());
    }

    /** Predictions with what then happened, newest first. */
    public record PredictionPage(long total, List<PredictionView> predictions) {}

    /** One prediction; {@code answer} is the whole answer as it was given. */
    public record PredictionView(
            JsonNode answer, boolean actedOn, @Nullable String outcome) {
        static PredictionView of(JudgedPrediction judged) {
            return new PredictionView(
                    Json.parse(judged.prediction().answerJson()),
                    judged.actedOn(),
                    judged.outcome() == null ? null : judged.outcome().text());
        }
    }

    public PredictionPage predictions(int limit, int offset) {
        return new PredictionPage(
                bench.store().predictions().count(PredictionFilter.all()),
                bench.store().predictions().page(PredictionFilter.all(), limit, offset).stream()
                        .map(PredictionView::of)
                        .toList());
    }

    public PredictionView prediction(String id) {
        return bench.store()
                .predictions()
                .find(id)
                .map(PredictionView::of)
                .orElseThrow(() -> new NotFoundException(
                        "no prediction '" + bench.scrub(id) + "'; GET /api/v1/predictions lists them"));
    }

    /** A page of operations with how many there are. */
    public record OperationPage(long total, List<OperationView> operations) {}

    /** An operation as people see it. */
    public record OperationView(
            String id,
            String kind,
            String component,
            @Nullable String environment,
            @Nullable String actor,
            Instant at,
            @Nullable String outcome,
            @Nullable Instant finishedAt) {
        static OperationView of(Operation op) {
            return new OperationView(
                    op.id(),
                    op.kind(),
                    op.component(),
                    op.environment(),
                    op.actor(),
                    op.at(),
                    op.outcome().map(Outcome::text).orElse(null),
                    op.finishedAt());
        }
    }

    public OperationPage operations(
            @Nullable String kind, @Nullable String component, @Nullable String outcome, int limit, int offset) {
        OperationFilter filter =
                new OperationFilter(kind, component, null, outcome == null ? null : Outcome.from(outcome), null, null);
        return new OperationPage(
                bench.store().operations().count(filter),
                bench.store().operations().page(filter, limit, offset).stream()
                        .map(OperationView::of)
                        .toList());
    }

    /** Answers for many, in their order. */
    public record Items(List<ObjectNode> items) {}

    /** The class of each error: its fields with error_class, confidence, transient and because. */
    public Items classify(JsonNode items) {
        ErrorClassifier classifier = bench.classifier();
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode item : items) {
            ErrorText error = new ErrorText(
                    bench.scrub(item.path("text").asText("")),
                    TrainingTexts.severity(item.path("level").asText("")),
                    item.path("exception_type").isTextual()
                            ? item.path("exception_type").asText()
                            : null,
                    null,
                    List.of());
            Classification c = classifier.classify(error);
            answers.add(id(item).put("text", error.text())
                    .put("error_class", c.errorClass())
                    .put("confidence", c.confidence())
                    .put("transient", c.transience().equals("yes"))
                    .put("transience", c.transience())
                    .put("because", c.because()));
        }
        return new Items(answers);
    }

    /** The fingerprint of each error event, with why. */
    public Items fingerprints(JsonNode items) throws IOException {
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode item : items) {
            Source source = Source.of("unknown.json", Json.text(item).getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
            try (EventReader reader = EventReader.open(source, ReadOptions.defaults(), bench.scrubber())) {
                EventReader.Read read = reader.next();
                ObjectNode answer = id(item);
                if (read == null) {
                    answers.add(answer.putNull("fingerprint").put("why", "nothing in it can be read as an event"));
                } else {
                    Fingerprint print = Groupings.current().of(read.event(), null);
                    answers.add(answer.put("fingerprint", print.value())
                            .put("grouping_version", print.version())
                            .put("why", print.why()));
                }
            }
        }
        return new Items(answers);
    }

    private ObjectNode id(JsonNode item) {
        ObjectNode answer = Json.mapper().createObjectNode();
        JsonNode id = item.has("id") ? item.path("id") : item.path("event_id");
        if (id.isTextual()) {
            return answer.put("id", bench.scrub(id.asText()));
        }
        answer.set("id", id.isMissingNode() ? null : id);
        return answer;
    }

    /** All at a glance. */
    public Overview overview() {
        return Overview.of(bench);
    }

    /** An event as people see it. */
    public record EventView(
            String id,
            @Nullable String timestamp,
            @Nullable String severity,
            String component,
            @Nullable String logger,
            String message,
            @Nullable String exceptionType,
            @Nullable String operationId) {
        static EventView of(Event e) {
            return new EventView(
                    e.id(),
                    e.timestamp() == null ? null : e.timestamp().toString(),
                    e.severity() == null ? null : e.severity().text(),
                    e.component(),
                    e.logger(),
                    e.message(),
                    e.exceptionType(),
                    e.operationId());
        }
    }
}
