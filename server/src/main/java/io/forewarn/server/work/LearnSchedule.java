package io.forewarn.server.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns anew at regular times while a server runs; see the setting {@code learn.every}. */
public final class LearnSchedule implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LearnSchedule.class);

    private final ScheduledExecutorService thread;

    private LearnSchedule(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** Starts as configured; does nothing where the setting is off. */
    public static LearnSchedule start(Workbench bench) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "forewarn-learn");
            made.setDaemon(true);
            return made;
        });
        String every = bench.configuration().text("learn.every");
        if (!every.equals("off")) {
            long seconds = pause(every).toSeconds();
            var unused = thread.scheduleWithFixedDelay(() -> once(bench), seconds, seconds, TimeUnit.SECONDS);
        }
        return new LearnSchedule(thread);
    }

    /** One turn; what goes wrong is logged without its text and does not end the schedule. */
    static void once(Workbench bench) {
        try {
            if (bench.learning().learn(false) instanceof Relearning.Learned learned) {
                log.info("learned on the job: {} {}", learned.decision(), learned.version());
            }
        } catch (Exception | OutOfMemoryError e) {
            log.warn("learning on the job failed: {}", e.getClass().getName());
        }
    }

    static Duration pause(String text) {
        long n = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'd' -> Duration.ofDays(n);
            case 'h' -> Duration.ofHours(n);
            default -> Duration.ofMinutes(n);
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
