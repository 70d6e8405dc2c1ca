/** Bytes to {@link io.forewarn.ingest.format.RawRecord}: reading, format detection, stitching of records over lines. A raw record never leaves {@code ingest}. */
@NullMarked
package io.forewarn.ingest.format;

import org.jspecify.annotations.NullMarked;
