@NullMarked
package io.forewarn.predictor.grouping;

import org.jspecify.annotations.NullMarked;
