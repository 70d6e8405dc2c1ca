/** Messages to templates: constant text with placeholders, mined online, the same whatever the order of the input. */
@NullMarked
package io.forewarn.ingest.template;

import org.jspecify.annotations.NullMarked;
