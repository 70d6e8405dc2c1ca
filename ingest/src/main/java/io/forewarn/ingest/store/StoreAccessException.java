package io.forewarn.ingest.store;

import org.jspecify.annotations.Nullable;

/** The database file is not for this user to open; whoever owns it can mend that. */
public final class StoreAccessException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreAccessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
