@NullMarked
package io.forewarn.predictor.risk;

import org.jspecify.annotations.NullMarked;
