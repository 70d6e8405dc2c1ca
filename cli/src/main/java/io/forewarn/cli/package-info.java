/** The {@code forewarn} command: picocli commands over the workbench. */
@NullMarked
package io.forewarn.cli;

import org.jspecify.annotations.NullMarked;
