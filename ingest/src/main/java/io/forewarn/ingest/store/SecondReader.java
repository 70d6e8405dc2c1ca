package io.forewarn.ingest.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reads on a thread of its own beside the caller's: the database of a command has no other. Ends with the reading. */
final class SecondReader implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread reader = new Thread(task, "forewarn-read");
        reader.setDaemon(true);
        return reader;
    });

    /** Begins to read; what it gives is what was read, or throws what reading threw. */
    <T> Supplier<T> begin(Supplier<T> read) {
        Future<T> begun = thread.submit(read::get);
        return () -> {
            try {
                return begun.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("reading was interrupted; what was committed stands", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException because) {
                    throw because;
                }
                if (e.getCause() instanceof Error because) {
                    throw because;
                }
                throw new IllegalStateException(e.getCause());
            }
        };
    }

    /** Waits for what was begun: whoever closes the database after must not find it in use. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = Thread.interrupted();
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
