package io.forewarn.server.work;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that no answer waits for: done at once in a command, on a thread of its own once a server runs. */
final class Background implements Executor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Background.class);
    private static final long LAST_SECONDS = 10;

    private @Nullable ExecutorService thread;

    /** From now on work is done later. */
    synchronized void begin() {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(work -> {
                Thread made = new Thread(work, "forewarn-background");
                made.setDaemon(true);
                return made;
            });
        }
    }

    @Override
    public void execute(Runnable work) {
        ExecutorService now;
        synchronized (this) {
            now = thread;
        }
        if (now == null) {
            work.run();
        } else {
            now.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | OutOfMemoryError e) {
                    log.warn("work in the background failed: {}", e.getClass().getName());
                }
            });
        }
    }

    /** Waits for the batch under way, which may be writing. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            try {
                if (!thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                    log.warn("work in the background did not end in {} s", LAST_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
