package io.forewarn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A command that runs with our terminal while the tail of what it prints is kept as evidence. */
final class GuardedProcess {
    private static final int TAIL_BYTES = 16 * 1024;

    private GuardedProcess() {}

    /**
     * How it ended.
     *
     * @param exitStatus 128 + n where signal n ended it, 130 after Ctrl-C, 124 where the time limit ended it
     * @param cancelled stopped on purpose, by Ctrl-C or a termination
     * @param tail last bytes of both streams, not scrubbed: only for the scrubber
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the scrubber
    record Ending(int exitStatus, boolean cancelled, byte[] tail) {}

    /**
     * Runs it to its end.
     *
     * @param reported counted down once the outcome is told: a Ctrl-C, which ends this process as well, waits for it
     * @throws NoSuchFileException where the command cannot be started
     */
    static Ending run(List<String> command, Terminal terminal, @Nullable Duration timeout, CountDownLatch reported)
            throws IOException, InterruptedException {
        AtomicInteger interrupts = new AtomicInteger();
        CompletableFuture<Process> started = new CompletableFuture<>();
        AutoCloseable interrupted = Interrupts.on(() -> interrupt(started.join(), interrupts.incrementAndGet()));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            started.complete(process);
        } catch (IOException e) {
            release(interrupted);
            throw new NoSuchFileException(command.get(0) + " (the guarded command)");
        }
        Tail tail = new Tail();
        Thread out = pump(process.getInputStream(), terminal.out(), tail, "guard-out");
        Thread err = pump(process.getErrorStream(), terminal.err(), tail, "guard-err");
        AtomicBoolean stopped = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stay(process, stopped, reported), "guard-stop"));
        boolean late = false;
        if (timeout != null && !process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            late = true;
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        int status = process.waitFor();
        out.join(2000);
        err.join(2000);
        boolean ctrlC = interrupts.get() > 0;
        release(interrupted);
        boolean signalled = ctrlC || stopped.get() || status == 128 + 2 || status == 128 + 15;
        return new Ending(late ? 124 : ctrlC ? 128 + 2 : status, signalled && !late, tail.bytes());
    }

    /**
     * A terminal sends Ctrl-C to the command as well, so the first one is passed on only where it came by another way. A
     * command that does not end is terminated at the second, killed at the third.
     */
    private static void interrupt(Process process, int count) {
        if (count > 2) {
            process.destroyForcibly();
        } else if (count == 2) {
            process.destroy();
        } else if (!inForeground()) {
            List<String> kill = new ArrayList<>(List.of("kill", "-INT", Long.toString(process.pid())));
            process.descendants().forEach(child -> kill.add(Long.toString(child.pid())));
            try {
                new ProcessBuilder(kill)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                process.destroy();
            }
        }
    }

    /** True where our process group is the one that the terminal signals. */
    private static boolean inForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
            // behind the name in parentheses: state, parent, group, session, terminal, foreground group
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return fields.get(2).equals(fields.get(5));
        } catch (IOException e) {
            // without /proc: a terminal, most likely, which signals the command itself
            return true;
        }
    }

    private static void release(AutoCloseable interrupted) {
        try {
            interrupted.close();
        } catch (Exception e) {
            throw new IllegalStateException("Ctrl-C could not be given back", e);
        }
    }

    private static void stay(Process process, AtomicBoolean stopped, CountDownLatch reported) {
        if (reported.getCount() == 0) {
            return;
        }
        stopped.set(true);
        process.destroy();
        try {
            if (!reported.await(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread pump(InputStream from, PrintWriter to, Tail tail, String name) {
        Thread thread = new Thread(
                () -> {
                    byte[] buffer = new byte[8192];
                    try (from) {
                        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                            tail.add(buffer, n);
                            to.write(new String(buffer, 0, n, StandardCharsets.UTF_8));
                            to.flush();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> to.flush());
        thread.start();
        return thread;
    }

    /** The last bytes of two streams. */
    private static final class Tail {
        private byte[] kept = new byte[0];

        synchronized void add(byte[] bytes, int n) {
            byte[] all = Arrays.copyOf(kept, kept.length + n);
            System.arraycopy(bytes, 0, all, kept.length, n);
            kept = all.length <= TAIL_BYTES ? all : Arrays.copyOfRange(all, all.length - TAIL_BYTES, all.length);
        }

        synchronized byte[] bytes() {
            return kept.clone();
        }
    }
}
