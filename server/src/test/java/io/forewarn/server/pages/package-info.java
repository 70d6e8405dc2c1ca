/** Tests of the dashboard on a really started server; start at {@code Shop}, the small data that they share. */
@NullMarked
package io.forewarn.server.pages;

import org.jspecify.annotations.NullMarked;
