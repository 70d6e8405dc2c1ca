package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.git.GitOptions;
import io.forewarn.ingest.git.Repo;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits into the store: scrubbed, once, and with outcomes that later commits may revise. */
final class GitImportTest {
    @TempDir
    Path folder;

    private Repo repo;
    private Store store;

    @BeforeEach
    void open() {
        repo = new Repo(folder.resolve("billing"));
        store = Store.open(folder.resolve("home/forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
        repo.close();
    }

    private GitImport fresh(int batch) {
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "k"));
        return new GitImport(store, scrubber, Clock.systemUTC(), batch);
    }

    private GitSummary run() throws IOException {
        return fresh(1).run(repo.folder(), GitOptions.defaults(), Progress.none());
    }

    private Operation find(String commit) {
        return store.operations().find(commit).orElseThrow();
    }

    @Test
    void storesCommitsWithPseudonymsAndWithoutSecrets() throws IOException {
        String commit = repo.file("a.java", "one();\n")
                .commit("maria.lopez", "Add a for kim@example.org, password=hunter2-Zebra-77");

        GitSummary summary = run();

        assertThat(summary.operations()).isEqualTo(1);
        assertThat(summary.stored()).isEqualTo(1);
        assertThat(summary.redactions()).containsKey("actor");
        Operation stored = find(commit);
        assertThat(stored.actor()).startsWith("<actor:");
        assertThat(((Attribute.Text) Objects.requireNonNull(stored.attributes().get("message"))).value())
                .startsWith("Add a for")
                .doesNotContain("kim@example.org", "hunter2-Zebra-77");
        assertThat(stored.outcome()).contains(Outcome.SUCCEEDED);
        assertThat(stored.knownAt()).isNull();
    }

    @Test
    void theSameCommitsAgainChangeNothing() throws IOException {
        repo.file("a.java", "one();\n").commit("ann", "Add a");
        run();
        List<Operation> before = Stored.operations(store);

        GitSummary again = run();

        assertThat(again.skipped()).isTrue();
        assertThat(Stored.operations(store)).isEqualTo(before);
    }

    @Test
    void aLaterFixTurnsAnUndatedSuccessIntoAFailure() throws IOException {
        String faulty = repo.file("a.java", "wrong();\n").commit("ann", "Add a");
        run();
        assertThat(find(faulty).outcome()).contains(Outcome.SUCCEEDED);

        String fix = repo.file("a.java", "right();\n").commit("bob", "Fix the bug");
        GitSummary second = run();

        assertThat(second.stored()).isEqualTo(1);
        assertThat(second.failed()).isEqualTo(1);
        assertThat(find(faulty).outcome()).contains(Outcome.FAILED);
        assertThat(find(faulty).knownAt()).isEqualTo(Repo.day(1));
        assertThat(find(fix).outcome()).contains(Outcome.SUCCEEDED);
    }

    @Test
    void anInterruptedImportGoesOnWhereItStopped() throws IOException {
        for (int i = 0; i < 5; i++) {
            repo.file("a.java", "v" + i + "();\n").commit("ann", "Change " + i);
        }
        Progress stop = state -> {
            if (state.records() >= 1) {
                throw new IllegalStateException("pulled the plug");
            }
        };
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> fresh(1).run(repo.folder(), GitOptions.defaults(), stop)))
                .hasMessage("pulled the plug");
        long kept = Stored.operations(store).size();
        assertThat(kept).isBetween(1L, 4L);

        GitSummary rest = run();

        assertThat(rest.stored()).isEqualTo(5 - kept);
        assertThat(Stored.operations(store))
                .hasSize(5)
                .allMatch(op -> op.outcome().isPresent());
        assertThat(store.imports().list()).hasSize(1);
    }
}
