package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import java.util.List;

/**
 * The past of everything an operation has to do with, as known when it starts.
 *
 * @param here same kind and component
 * @param kind same kind on any component
 * @param component anything on the component
 * @param actor anything by the same actor; empty where nobody is named
 * @param everything all operations
 */
record Situation(Past here, Past kind, Past component, Past actor, Past everything) {

    static Situation of(Operation op, TrackRecord record) {
        Past nothing = new Past(List.of(), List.of());
        return new Situation(
                record.past(TrackRecord.Scope.here(op), op.at()),
                record.past(TrackRecord.Scope.kind(op), op.at()),
                record.past(TrackRecord.Scope.component(op), op.at()),
                op.actor() == null ? nothing : record.past(TrackRecord.Scope.actor(op), op.at()),
                record.past(TrackRecord.Scope.EVERYTHING, op.at()));
    }
}
