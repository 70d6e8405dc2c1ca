package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.scrub.LineScrubber;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.predictor.risk.InFlight;
import io.forewarn.predictor.risk.PredictOptions;
import io.forewarn.predictor.risk.Prediction;
import io.forewarn.server.wire.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The risk of operations that are running. Keeps nothing of what is asked. */
public final class InFlightAnswers {
    private static final int MOST = 5000;

    /** Earlier outputs that are looked at, the newest: each may be as long as the tail that is kept. */
    private static final int EARLIER = 500;

    private final Workbench bench;

    InFlightAnswers(Workbench bench) {
        this.bench = bench;
    }

    /**
     * The risk by now.
     *
     * @param riskBefore as it would be predicted now without a line
     * @param lines that were looked at
     * @param n earlier operations of its kind whose output is kept
     * @param abstainedWhy null where it answered; otherwise the risk is the one before
     * @param reasons what the lines say, at most one; none where they say nothing
     */
    public record Answer(
            String operationId,
            double riskBefore,
            double risk,
            int lines,
            int n,
            boolean abstained,
            @Nullable String abstainedWhy,
            List<Prediction.Reason> reasons) {}

    /**
     * Looks at all lines that a running operation has printed so far.
     *
     * @throws NotFoundException where no such operation has begun
     * @throws IllegalArgumentException where it has ended, or the lines are no list of strings
     */
    public Answer after(String id, JsonNode lines) {
        if (!lines.isArray() || lines.size() > MOST) {
            throw new IllegalArgumentException(
                    "'lines' must be a list of all lines so far, at most " + MOST + ", each a string");
        }
        Operation op = bench.operation(id)
                .orElseThrow(() -> new NotFoundException(
                        "no operation '" + bench.scrub(id) + "'; ask for a prediction when it begins"));
        if (op.outcome().isPresent()) {
            throw new IllegalArgumentException("operation '" + op.id() + "' has ended: it "
                    + op.outcome().map(Outcome::text).orElseThrow());
        }
        // a secret may go over several lines
        LineScrubber scrubber = LineScrubber.of(bench.scrubber());
        List<String> soFar = new ArrayList<>();
        for (JsonNode line : lines) {
            if (!line.isTextual()) {
                throw new IllegalArgumentException("'lines' must be a list of strings");
            }
            soFar.add(scrubber.next(line.textValue(), new Redactions()));
        }
        InFlight earlier = new InFlight(op.kind());
        bench.store()
                .operations()
                .outputs(op.kind(), bench.clock().instant(), EARLIER)
                .forEach(kept -> earlier.learn(InFlight.lines(kept.output()), kept.failed()));
        double before = bench.predictor()
                .predict(op, new PredictOptions(0, false, Set.of()))
                .risk();
        InFlight.Answer answer = earlier.after(before, soFar);
        return new Answer(
                op.id(),
                before,
                answer.risk(),
                soFar.size(),
                answer.n(),
                answer.abstainedWhy() != null,
                answer.abstainedWhy(),
                answer.reason() == null ? List.of() : List.of(answer.reason()));
    }
}
