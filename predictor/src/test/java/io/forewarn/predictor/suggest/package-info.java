@NullMarked
package io.forewarn.predictor.suggest;

import org.jspecify.annotations.NullMarked;
