package io.forewarn.server.pages;

import io.forewarn.ingest.store.IssueRule;
import io.forewarn.ingest.store.SuggestionRow;
import io.forewarn.server.pages.Action.Answer;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Workbench;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What the forms do; the same as the API does. */
final class Actions {
    private Actions() {}

    static Answer status(Workbench bench, Asked asked) {
        bench.reviews().status(asked.id(), asked.required("status"));
        return Answer.to(Notice.STATUS.on(issue(asked.id())));
    }

    static Answer errorClass(Workbench bench, Asked asked) {
        bench.reviews()
                .correct(
                        asked.id(),
                        asked.required("error_class"),
                        asked.form("note").orElse(null));
        return Answer.to(Notice.CLASS.on(issue(asked.id())));
    }

    static Answer merge(Workbench bench, Asked asked) {
        String into = asked.required("into");
        bench.ruling().merge(asked.id(), into);
        return Answer.to(Notice.MERGED.on(issue(into)));
    }

    static Answer split(Workbench bench, Asked asked) {
        bench.ruling()
                .split(
                        asked.id(),
                        asked.form("by").orElse(null),
                        asked.form("event").orElse(null));
        return Answer.to(Notice.SPLIT.on(issue(asked.id())));
    }

    /** Leads back to the issue that the rule was about. */
    static Answer undo(Workbench bench, Asked asked) {
        String about = bench.store()
                .issueRules()
                .find(asked.id())
                .map(IssueRule::issueId)
                .orElseThrow(
                        () -> new NotFoundException("There is no such rule; it may have been taken back already."));
        bench.ruling().undo(asked.id());
        return Answer.to(Notice.UNDONE.on(issue(about)));
    }

    static Answer suggest(Workbench bench, Asked asked) {
        return new Answer(
                issue(asked.id()) + "#suggestions",
                "part/suggestions.jte",
                SuggestionLine.of(bench, bench.reviews().suggest(asked.id())));
    }

    static Answer feedback(Workbench bench, Asked asked) {
        SuggestionRow row = bench.store()
                .suggestions()
                .find(asked.id())
                .orElseThrow(() -> new NotFoundException("There is no such suggestion."));
        String result = asked.required("result");
        bench.reviews().feedback(asked.id(), result, null, asked.form("note").orElse(null));
        return new Answer(
                row.issueId() == null ? "/suggestions" : issue(row.issueId()) + "#suggestions",
                "part/thanks.jte",
                result);
    }

    static Answer outcome(Workbench bench, Asked asked) {
        String operation = bench.reviews()
                .prediction(asked.id())
                .answer()
                .path("operation_id")
                .asText();
        bench.predictions().outcome(operation, asked.required("outcome"), null, null, null);
        return Answer.to(Notice.OUTCOME.on(prediction(asked.id())));
    }

    static Answer actedOn(Workbench bench, Asked asked) {
        bench.predictions().actedOn(asked.id());
        return Answer.to(Notice.ACTED_ON.on(prediction(asked.id())));
    }

    static Answer promote(Workbench bench, Asked asked) throws Exception {
        bench.learning().promote(asked.id());
        return Answer.to(Notice.PROMOTED.on("/models"));
    }

    static Answer rollback(Workbench bench, Asked asked) throws Exception {
        bench.learning().rollback(asked.id());
        return Answer.to(Notice.ROLLED_BACK.on("/models"));
    }

    private static String issue(String id) {
        return "/issues/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static String prediction(String id) {
        return "/predictions/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
