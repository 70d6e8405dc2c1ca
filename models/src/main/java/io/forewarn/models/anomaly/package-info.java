/**
 * When something happens far more often than usual. Counts by minute come in ({@link
 * io.forewarn.models.anomaly.MinuteCounts}), bursts go out. Start at {@link io.forewarn.models.anomaly.BurstDetector} and
 * its two ways, {@link io.forewarn.models.anomaly.RobustBursts} and {@link io.forewarn.models.anomaly.SvmBursts}; {@link
 * io.forewarn.models.anomaly.BurstTrial} says which is better on counts with bursts put in on purpose.
 */
@NullMarked
package io.forewarn.models.anomaly;

import org.jspecify.annotations.NullMarked;
