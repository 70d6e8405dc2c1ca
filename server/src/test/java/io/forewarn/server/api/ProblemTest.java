package io.forewarn.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.forewarn.server.Team;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Workbench;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProblemTest {

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new NotFoundException("no issue 'x'"), 404, 2, "no issue 'x'"),
                Arguments.of(new IllegalArgumentException("two\nlines"), 400, 2, "two lines"),
                Arguments.of(new IllegalArgumentException(), 400, 2, "IllegalArgumentException"),
                Arguments.of(new NoSuchFileException("a.log"), 400, 2, "no such file: a.log; check the path"),
                Arguments.of(new FileNotFoundException("b.log"), 400, 2, "no such file: b.log; check the path"),
                Arguments.of(new AccessDeniedException("c"), 400, 2, "no access to c; mend its permissions"),
                Arguments.of(
                        new BindException(),
                        409,
                        2,
                        "the port is in use; choose another with --port, or stop what listens there"),
                Arguments.of(new ExecutionException(new IllegalArgumentException("inner")), 400, 2, "inner"),
                Arguments.of(new ProblemException(new Problem(418, 2, "tea", "a pot")), 418, 2, "a pot"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void mapsAnException(Exception thrown, int status, int exitCode, String detail) {
        Problem problem = Problem.of(thrown);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.exitCode()).isEqualTo(exitCode);
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @Test
    void fullMemoryIsToldWithHowToMendIt() {
        for (Throwable thrown : new Throwable[] {
            new OutOfMemoryError("Java heap space"), new IllegalStateException("task", new OutOfMemoryError())
        }) {
            assertThat(Problem.of(thrown).status()).isEqualTo(503);
            assertThat(Problem.of(thrown).exitCode()).isEqualTo(1);
            assertThat(Problem.of(thrown).detail()).contains("memory is full", "FOREWARN_JAVA_OPTS=-Xmx2g");
        }
    }

    @Test
    void fullDiskIsNotOurFaultHoweverDeepItLies() {
        Throwable deep = new IllegalStateException(
                "flush", new UncheckedIOException(new IOException("write: No space left on device")));

        assertThat(Problem.of(deep).status()).isEqualTo(507);
        assertThat(Problem.of(deep).exitCode()).isEqualTo(2);
    }

    @Test
    void faultOfOursNeverQuotesItsMessage() {
        Problem problem = Problem.of(new IllegalStateException("password=hunter2"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.exitCode()).isEqualTo(1);
        assertThat(problem.detail()).contains("IllegalStateException").doesNotContain("hunter2");
    }

    @Test
    void logKeepsTypesAndFramesWithoutAWord() {
        Throwable bare =
                Faults.withoutText(new IllegalStateException("password=hunter2", new IOException("card 4111")));

        assertThat(bare).hasMessage("java.lang.IllegalStateException");
        assertThat(bare.getCause()).hasMessage("java.io.IOException");
        assertThat(bare.getStackTrace()).isNotEmpty();
    }

    @Test
    void homeInUseIsTheCallersToMend(@TempDir Path folder) {
        try (Workbench first = Team.open(folder)) {
            Throwable second = catchThrowable(() -> Team.open(folder).close());
            assertThat(Problem.of(second).status()).isEqualTo(409);
            assertThat(Problem.of(second).exitCode()).isEqualTo(2);
            assertThat(Problem.of(second).detail())
                    .contains("in use", first.home().root().toString());
        }
    }
}
