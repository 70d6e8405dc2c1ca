/** Tribuo trainers, calibration, evaluation and the model registry; the only place that imports Tribuo. */
@NullMarked
package io.forewarn.models;

import org.jspecify.annotations.NullMarked;
