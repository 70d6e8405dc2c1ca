package io.forewarn.server.wire;

/** What was asked for does not exist; the message says how to find what does. */
public final class NotFoundException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
