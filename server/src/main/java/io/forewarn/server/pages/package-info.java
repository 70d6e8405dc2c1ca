/**
 * The dashboard: JTE templates over the workbench. Start at {@link io.forewarn.server.pages.Pages}, which lists every
 * page.
 */
@NullMarked
package io.forewarn.server.pages;

import org.jspecify.annotations.NullMarked;
