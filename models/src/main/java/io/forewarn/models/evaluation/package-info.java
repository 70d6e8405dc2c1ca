/** How good the models are, on what they had not seen. Start at {@link io.forewarn.models.evaluation.Backtest} and {@link io.forewarn.models.evaluation.RiskMetrics}. */
@NullMarked
package io.forewarn.models.evaluation;

import org.jspecify.annotations.NullMarked;
