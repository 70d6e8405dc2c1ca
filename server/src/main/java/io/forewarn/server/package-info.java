/** The HTTP API and the dashboard; the only place that imports Javalin. */
@NullMarked
package io.forewarn.server;

import org.jspecify.annotations.NullMarked;
