@NullMarked
package io.forewarn.predictor.health;

import org.jspecify.annotations.NullMarked;
