/**
 * The open home: {@link io.forewarn.server.work.Workbench} puts store, scrubber, models and predictor together with plain
 * constructors, and its parts do what the routes ask.
 */
@NullMarked
package io.forewarn.server.work;

import org.jspecify.annotations.NullMarked;
