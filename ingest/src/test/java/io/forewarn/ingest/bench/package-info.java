/**
 * Programs that measure, run by hand as {@code docs/benchmarks.md} says: in come folders of log lines, out goes a table of
 * figures. Start at {@link io.forewarn.ingest.bench.ScrubBench}.
 */
@NullMarked
package io.forewarn.ingest.bench;

import org.jspecify.annotations.NullMarked;
