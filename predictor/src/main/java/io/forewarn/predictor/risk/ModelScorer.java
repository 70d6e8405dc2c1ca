package io.forewarn.predictor.risk;

import io.forewarn.features.FeatureRow;
import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import io.forewarn.models.risk.CalibrationNote;
import io.forewarn.models.risk.Recalibrator;
import io.forewarn.models.risk.RiskEstimate;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.predictor.risk.Prediction.Factor;

/** The trained model over the history that serving keeps current. */
public final class ModelScorer implements RiskScorer {
    private final RiskModel model;
    private final History history;
    private final Recalibrator recalibrator;
    private final String version;

    /**
     * @param history everything known so far: whoever serves begins operations and learns outcomes in it
     * @param recalibrator what predictions of this model came to; {@link RiskModel#recalibrator} to begin with
     * @param version of the model in the registry
     */
    public ModelScorer(RiskModel model, History history, Recalibrator recalibrator, String version) {
        this.model = model;
        this.history = history;
        this.recalibrator = recalibrator;
        this.version = version;
    }

    @Override
    public Score score(Operation operation) {
        FeatureRow row = history.row(operation);
        CalibrationNote note = new CalibrationNote(recalibrator);
        RiskEstimate estimate = model.estimate(row, operation.kind(), note);
        return new Score(
                estimate.risk(),
                estimate.low(),
                estimate.high(),
                estimate.baseRate(),
                estimate.n(),
                estimate.abstained(),
                estimate.abstained() ? estimate.why() : null,
                estimate.contributions().stream()
                        .map(part -> new Factor(part.feature(), part.value(), part.logOdds()))
                        .toList(),
                new Basis(row.present(), note.noted()));
    }

    @Override
    public double risk(Operation operation) {
        return model.risk(history.row(operation), operation.kind(), recalibrator);
    }

    @Override
    public String version() {
        return version;
    }
}
