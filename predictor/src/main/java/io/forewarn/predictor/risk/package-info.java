/**
 * What to tell someone before a risky operation. In: an operation that has not run, the model's estimate and the track
 * record of past operations; out: a {@link io.forewarn.predictor.risk.Prediction} with a verdict and reasons that can be
 * checked. Start at {@link io.forewarn.predictor.risk.RiskPredictor}.
 */
@NullMarked
package io.forewarn.predictor.risk;

import org.jspecify.annotations.NullMarked;
