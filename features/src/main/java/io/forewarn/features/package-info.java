/** Operations to feature rows. Start at {@code History}, the one object that training replays and serving keeps current. */
@NullMarked
package io.forewarn.features;

import org.jspecify.annotations.NullMarked;
