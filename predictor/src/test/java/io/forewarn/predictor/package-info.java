@NullMarked
package io.forewarn.predictor;

import org.jspecify.annotations.NullMarked;
