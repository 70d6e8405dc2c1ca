/** The DuckDB file: schema, migrations, appends and queries. The only package that imports {@code java.sql}. */
@NullMarked
package io.forewarn.ingest.store;

import org.jspecify.annotations.NullMarked;
