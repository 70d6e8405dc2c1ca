/** The home folder and its configuration: {@link io.forewarn.server.home.Home}, {@link io.forewarn.server.home.Settings}. */
@NullMarked
package io.forewarn.server.home;

import org.jspecify.annotations.NullMarked;
