package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.features.LogWindow;
import io.forewarn.server.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogMinutesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path log(String name, Instant first, int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %s billing - request %d took its time%n",
                    first.plus(Duration.ofMinutes(i)),
                    i % 3 == 0 ? "ERROR" : "INFO",
                    i));
        }
        return Files.writeString(
                Files.createDirectories(folder.resolve("billing")).resolve(name), text);
    }

    private static void importLogs(Workbench bench, Path log) throws IOException {
        bench.imports().logs(List.of(log), new Imports.Wanted(null, "billing", null, null));
    }

    private static @Nullable LogWindow told(Workbench bench) {
        LogWindow kept = bench.logMinutes().before("billing", NOW);
        assertThat(kept)
                .as("the same as when all is read anew")
                .isEqualTo(new LogMinutes(bench.store()).before("billing", NOW));
        return kept;
    }

    @Test
    void whatComesLaterIsCountedWhateverItsTime() throws IOException {
        try (Workbench bench = Team.open(folder)) {
            assertThat(told(bench)).isNull();

            importLogs(bench, log("today.log", NOW.minus(Duration.ofMinutes(30)), 30));
            assertThat(told(bench))
                    .extracting(LogWindow::hour, LogWindow::hourErrors)
                    .containsExactly(30.0, 10.0);

            importLogs(bench, log("older.log", NOW.minus(Duration.ofDays(10)), 240));
            importLogs(bench, log("oldest.log", NOW.minus(Duration.ofDays(400)), 3));
            assertThat(told(bench))
                    .extracting(LogWindow::hour, LogWindow::usual)
                    .containsExactly(30.0, 240 / (14 * 24.0));

            importLogs(bench, log("late.log", NOW.minus(Duration.ofMinutes(50)), 12));
            assertThat(told(bench))
                    .extracting(LogWindow::hour, LogWindow::dayNew)
                    .containsExactly(42.0, 0.0);

            Path odd = Files.writeString(
                    folder.resolve("billing/odd.log"), NOW.minusSeconds(7200) + " WARN billing - never heard of it\n");
            importLogs(bench, odd);
            assertThat(told(bench))
                    .extracting(LogWindow::hourNew, LogWindow::dayNew)
                    .containsExactly(0.0, 1.0);
        }
    }
}
