/**
 * Bytes to {@link io.forewarn.ingest.format.RawRecord}: reading, format detection, stitching of records over lines.
 *
 * <p>In come files, folders, archives or standard input ({@link io.forewarn.ingest.format.Sources}); out go raw records
 * in order and the counts of what was read and rejected. Start at {@link io.forewarn.ingest.format.RecordReader}. Inside,
 * {@code LineReader} cuts bytes into lines, {@code Detection} looks at the first of them, {@code Stitcher} asks the
 * formats of {@link io.forewarn.ingest.format.LogFormats} which line starts a record, {@code Timestamps} reads every
 * timestamp layout and {@code Throwables} every runtime's stack traces; {@code KnownHeaders} remembers what lines of a
 * shape say, so that most need not be taken apart. A raw record never leaves {@code ingest}.
 */
@NullMarked
package io.forewarn.ingest.format;

import org.jspecify.annotations.NullMarked;
