package io.forewarn.ingest.store;

import org.jspecify.annotations.Nullable;

/** The database file could not do what was asked; the message is one line: what, where, how to mend. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
