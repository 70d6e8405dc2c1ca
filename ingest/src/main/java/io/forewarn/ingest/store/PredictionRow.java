package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answered prediction.
 *
 * @param operationId of the operation asked about, null where the caller named none
 * @param risk probability of failure, 0 to 1
 * @param low lower end of the interval
 * @param high upper end
 * @param baseRate of failures without looking at this operation
 * @param level {@code low moderate high critical}
 * @param verdict {@code pass warn fail}
 * @param abstained true where the model declined to judge
 * @param requestJson the scrubbed question
 * @param answerJson the whole answer
 * @param featuresJson the feature row at that moment, for learning from later
 */
public record PredictionRow(
        String id,
        @Nullable String operationId,
        Instant at,
        String kind,
        String component,
        double risk,
        double low,
        double high,
        double baseRate,
        String level,
        String verdict,
        String modelVersion,
        boolean abstained,
        String requestJson,
        String answerJson,
        String featuresJson) {}
