/**
 * A risk model in use and what has become known since: whether the world has moved, and whether a newly trained model
 * is as good. Start at {@link io.forewarn.models.monitor.Drift} and {@link io.forewarn.models.monitor.Contest}.
 */
@NullMarked
package io.forewarn.models.monitor;

import org.jspecify.annotations.NullMarked;
