package io.forewarn.server.work;

import io.forewarn.features.FeatureRow;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.store.JudgedPrediction;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.risk.Recalibrator;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.Snapshot;
import io.forewarn.predictor.risk.PredictionJson;
import io.forewarn.server.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the predictions of the model in use came to, in the order in which that became known. All of it follows from what
 * the store holds, so what a kill took away is made up at the next start.
 */
final class Experience {
    private static final int PAGE = 1000;

    private final Recalibrator calibration;
    private Snapshot.@Nullable Mark until;

    /** @param until the last outcome that the calibration has seen; null before the first */
    Experience(Recalibrator calibration, Snapshot.@Nullable Mark until) {
        this.calibration = calibration;
        this.until = until;
    }

    static Experience none() {
        return new Experience(new Recalibrator(), null);
    }

    /** As it stands now, whatever is noted later. */
    synchronized Experience copy() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        calibration.write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        return new Experience(Recalibrator.read(in), until);
    }

    Recalibrator calibration() {
        return calibration;
    }

    synchronized Snapshot.@Nullable Mark until() {
        return until;
    }

    /** Notes all that became known since. */
    synchronized void catchUp(Store store, RiskModel model, String version) {
        List<JudgedPrediction> page;
        do {
            Snapshot.Mark from = until;
            page = store.predictions()
                    .judged(version, from == null ? null : from.knownAt(), from == null ? "" : from.operation(), PAGE);
            page.forEach(judged -> note(judged, model));
        } while (page.size() == PAGE);
    }

    /** Notes the outcome of one operation, where this model has said something about it. */
    synchronized void learn(Store store, RiskModel model, String version, Operation operation) {
        store.predictions().judgedOf(operation, version).ifPresent(judged -> note(judged, model));
    }

    private void note(JudgedPrediction judged, RiskModel model) {
        Snapshot.Mark mark = new Snapshot.Mark(
                Objects.requireNonNull(judged.knownAt()),
                Objects.requireNonNull(judged.prediction().operationId()));
        Snapshot.Mark last = until;
        until = last == null || last.compareTo(mark) < 0 ? mark : last;
        PredictionJson.basis(Json.parse(judged.prediction().featuresJson()))
                .ifPresent(basis -> calibration.observe(
                        model.scores(List.of(FeatureRow.of(basis.features()))).get(0),
                        judged.outcome() == Outcome.FAILED));
    }
}
