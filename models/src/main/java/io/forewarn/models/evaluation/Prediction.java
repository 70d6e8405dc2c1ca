package io.forewarn.models.evaluation;

import io.forewarn.ingest.event.Operation;
import io.forewarn.models.risk.Interval;
import java.util.Locale;

/**
 * A prediction whose outcome is known, with what naive rivals said of the same operation from the same knowledge.
 *
 * @param operation predicted
 * @param risk ours, 0 to 1
 * @param interval ours: what share of operations like it will fail
 * @param failed how it ended
 * @param ewma20 moving average of about the last 20 outcomes of its stream (component and kind)
 * @param last the last known outcome of its stream, 1 failed
 * @param base failure rate of all operations known by then
 */
public record Prediction(
        Operation operation, double risk, Interval interval, boolean failed, double ewma20, double last, double base) {

    static final String HEADER = "id,at,risk,outcome,ewma20";

    /** A line of the predictions file. */
    String csv() {
        return quote(operation.id()) + "," + operation.at() + ","
                + String.format(Locale.ROOT, "%.6f,%s,%.6f", risk, failed ? "failed" : "succeeded", ewma20);
    }

    private static String quote(String id) {
        return id.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ') ? '"' + id.replace("\"", "\"\"") + '"' : id;
    }
}
