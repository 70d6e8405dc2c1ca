/**
 * The DuckDB file: schema, migrations, appends, queries; the only place that imports {@code java.sql}. Scrubbed nouns
 * and row records go in and come out; nothing that has not been scrubbed may be handed in. Start at {@link
 * io.forewarn.ingest.store.Store}: it opens the file and hands out one small class for each kind of thing kept.
 */
@NullMarked
package io.forewarn.ingest.store;

import org.jspecify.annotations.NullMarked;
