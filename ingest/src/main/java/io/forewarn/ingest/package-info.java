/** The front door of ingest: files in, scrubbed events, operations and repairs in the store out. */
@NullMarked
package io.forewarn.ingest;

import org.jspecify.annotations.NullMarked;
