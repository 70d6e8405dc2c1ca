/**
 * How sure we must be before we warn or stop someone. In: a map from {@code forewarn.yaml}; out: a {@link
 * io.forewarn.predictor.policy.Ruling} for a risk. Start at {@link io.forewarn.predictor.policy.Policy}.
 */
@NullMarked
package io.forewarn.predictor.policy;

import org.jspecify.annotations.NullMarked;
