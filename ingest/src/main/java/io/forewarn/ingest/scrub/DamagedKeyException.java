package io.forewarn.ingest.scrub;

import java.io.IOException;

/** The key file is there but holds no key; the message says how to mend. */
public final class DamagedKeyException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String advice;

    DamagedKeyException(String advice) {
        super(advice);
        this.advice = advice;
    }

    /** What is wrong, where, and how to mend. */
    public String advice() {
        return advice;
    }
}
