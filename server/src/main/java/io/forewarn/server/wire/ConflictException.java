package io.forewarn.server.wire;

/** What was asked for does not go with what is known; the message says what to do instead. */
public final class ConflictException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
