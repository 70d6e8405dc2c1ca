package io.forewarn.ingest.store;

import org.jspecify.annotations.Nullable;

/** Another process (or another {@link Store} of this one) has the database file open: DuckDB lets one process write. */
public final class StoreInUseException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreInUseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
