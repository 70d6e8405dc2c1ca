package io.forewarn.server.api;

import io.forewarn.ingest.BrokenOffException;
import io.forewarn.ingest.store.StoreAccessException;
import io.forewarn.ingest.store.StoreException;
import io.forewarn.ingest.store.StoreInUseException;
import io.forewarn.server.wire.ConflictException;
import io.forewarn.server.wire.NotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;

/**
 * The one place where an exception becomes an answer, for HTTP and for the command line alike. An
 * {@link IllegalArgumentException} is the caller's mistake; everything unforeseen is ours.
 *
 * @param status HTTP status
 * @param exitCode of the command line: 2 wrong usage or bad input, 1 a fault of ours
 * @param title short name of the kind of problem
 * @param detail one line: what, where, how to mend; never quotes input that was not scrubbed
 */
public record Problem(int status, int exitCode, String title, String detail) {

    public static Problem of(Throwable thrown) {
        if (thrown instanceof ProblemException known) {
            return known.problem();
        }
        Throwable e = (thrown instanceof ExecutionException || thrown instanceof UncheckedIOException)
                        && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
        if (e instanceof NotFoundException) {
            return new Problem(404, 2, "not found", words(e));
        }
        if (e instanceof ConflictException) {
            return new Problem(409, 2, "conflict", words(e));
        }
        if (e instanceof StoreInUseException) {
            return new Problem(409, 2, "home in use", words(e));
        }
        if (e instanceof IllegalArgumentException) {
            return new Problem(400, 2, "bad request", words(e));
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return new Problem(400, 2, "no such file", "no such file: " + words(e) + "; check the path");
        }
        if (e instanceof AccessDeniedException) {
            return new Problem(400, 2, "no access", "no access to " + words(e) + "; mend its permissions");
        }
        if (e instanceof BrokenOffException) {
            return new Problem(400, 2, "broken input", words(e));
        }
        if (e instanceof BindException) {
            return new Problem(
                    409,
                    2,
                    "port in use",
                    "the port is in use; choose another with --port, or stop what listens there");
        }
        if (isDiskFull(e)) {
            return new Problem(
                    507, 2, "disk full", "the disk is full; nothing acknowledged is lost: free space and try again");
        }
        if (isOutOfMemory(e)) {
            return new Problem(
                    503,
                    1,
                    "out of memory",
                    "the memory is full; start Forewarn with more, e.g. FOREWARN_JAVA_OPTS=-Xmx2g forewarn ..., or ask for less at once");
        }
        if (e instanceof StoreAccessException) {
            return new Problem(500, 2, "no access", words(e));
        }
        if (e instanceof StoreException) {
            return new Problem(500, 1, "database", words(e));
        }
        return new Problem(
                500,
                1,
                "a fault of ours",
                "a fault of ours (" + e.getClass().getSimpleName() + "); the log in the home folder has the details");
    }

    private static boolean isOutOfMemory(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDiskFull(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String m = String.valueOf(t.getMessage());
            if ((t instanceof IOException || t instanceof UncheckedIOException || t instanceof RuntimeException)
                    && (m.contains("No space left on device") || m.contains("Disk quota exceeded"))) {
                return true;
            }
        }
        return false;
    }

    private static String words(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.replace('\n', ' ');
    }
}
