package io.forewarn.server.api;

/** Exceptions made fit for the log: types and frames stay, messages go, for a message may quote what was not scrubbed. */
public final class Faults {
    private Faults() {}

    /** The same chain of types and frames without a word of the messages. */
    public static Throwable withoutText(Throwable fault) {
        Throwable cause = fault.getCause();
        Throwable bare = new Bare(fault.getClass().getName(), cause == null ? null : withoutText(cause));
        bare.setStackTrace(fault.getStackTrace());
        return bare;
    }

    private static final class Bare extends Exception {
        private static final long serialVersionUID = 1L;

        Bare(String type, @org.jspecify.annotations.Nullable Throwable cause) {
            super(type, cause);
        }
    }
}
