/**
 * What kind of error a text is: one of twenty classes, with calibrated confidence and the reason. Start at
 * {@link io.forewarn.models.errors.ErrorClassifier}; {@code ErrorClassifierTrainer} makes one.
 */
@NullMarked
package io.forewarn.models.errors;

import org.jspecify.annotations.NullMarked;
