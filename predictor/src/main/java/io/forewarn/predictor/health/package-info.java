/**
 * How a team's components fare: counts of events and operations come in from the store, and out come trends of issues,
 * hotspots, changes with the operations before them, cascades, and a score from 0 to 100 with every deduction. Start at
 * {@link io.forewarn.predictor.health.HealthCheck} for one component and at {@link io.forewarn.predictor.health.Period}
 * for what "now" means.
 */
@NullMarked
package io.forewarn.predictor.health;

import org.jspecify.annotations.NullMarked;
