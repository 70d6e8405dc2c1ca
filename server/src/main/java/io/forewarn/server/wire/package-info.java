/** What answers are made of: {@link io.forewarn.server.wire.Json} as every answer speaks it, and "no such thing", with what was meant. */
@NullMarked
package io.forewarn.server.wire;

import org.jspecify.annotations.NullMarked;
