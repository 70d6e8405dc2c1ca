@NullMarked
package io.forewarn.predictor.policy;

import org.jspecify.annotations.NullMarked;
