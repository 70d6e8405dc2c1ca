package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
    private static final Instant CUT = Rows.NOON.plus(Duration.ofDays(10));
    private static final String MARKER = "Zebrafinch-7731";
    private static final Cutoffs INFO_GOES = new Cutoffs(Map.of(Severity.INFO, CUT), null, null);
    private static final Cutoffs ALL_OLD =
            new Cutoffs(Map.of(Severity.INFO, CUT, Severity.ERROR, CUT), CUT, CUT);

    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
        List<Event> events = List.of(
                Rows.event(1, 0).message("old info " + MARKER).build(),
                Rows.event(1, 1).message("old error " + MARKER).severity(Severity.ERROR).build(),
                Rows.event(1, 2).message("no time " + MARKER).timestamp(null).severity(null).build(),
                Rows.event(1, 3).message("new info").timestamp(CUT).build(),
                Rows.event(1, 4).message("new error").timestamp(CUT).severity(Severity.ERROR).build());
        ImportRow row = store.imports().begin("a.log", "logs", "head", Rows.NOON);
        store.imports()
                .commit(
                        done(row),
                        events,
                        new long[] {7, 8, 9, 10, 8},
                        Map.of(7L, "old info " + MARKER, 8L, "<*> error", 9L, MARKER, 10L, "new info"));
        store.templates()
                .assign(List.of(
                        new TemplateAssignment(7, 70, "old info " + MARKER),
                        new TemplateAssignment(8, 80, "<*> error"),
                        new TemplateAssignment(9, 90, MARKER),
                        new TemplateAssignment(10, 100, "new info")));
        store.issues()
                .record(
                        List.of(Rows.issue("i-old", "timeout", "unresolved"), Rows.issue("i-both", "timeout", "unresolved")),
                        List.of(new EventIssue(1, 2, "i-old"), new EventIssue(1, 1, "i-both"), new EventIssue(1, 4, "i-both")));
        store.operations().upsert(List.of(Rows.operation("op-old").build(), Rows.operation("op-new").at(CUT).build()));
        store.checkpoint();
    }

    private static ImportRow done(ImportRow r) {
        return new ImportRow(
                r.id(), r.source(), "whole", "head", "logs", Rows.NOON, CUT, "done", 9, 5, 5, 5, Map.of(), List.of(), Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private boolean markerInAnyByte() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARKER)) {
                    return true;
                }
            }
            return false;
        } finally {
            store = Store.open(home.resolve("forewarn.duckdb"));
        }
    }

    @Test
    void whatIsErasedIsInNoByteOfTheHome() throws IOException {
        assertThat(markerInAnyByte()).isTrue();

        Erased erased = store.retention().erase(ALL_OLD, CUT);

        assertThat(erased).isEqualTo(new Erased(3, 1, 1, 0, 0, 0));
        assertThat(markerInAnyByte()).isFalse();
        assertThat(store.events().count()).isEqualTo(2);
        assertThat(store.issues().find("i-old")).isEmpty();
        assertThat(store.issues().find("i-both")).isPresent();
        assertThat(store.operations().find("op-old")).isEmpty();
        assertThat(store.operations().find("op-new")).isPresent();
        assertThat(store.templates().page(9, 0)).extracting(TemplateRow::id).containsExactly(80L, 100L);
        assertThat(store.templates().stale()).isFalse();
    }

    @Test
    void deletingAloneWouldLeaveTheBytes() throws IOException {
        store.imports().discard(1);
        store.checkpoint();

        assertThat(markerInAnyByte()).isTrue();
    }

    @Test
    void eachSeverityHasItsOwnAge() {
        assertThat(store.retention().erase(INFO_GOES, CUT)).isEqualTo(new Erased(1, 0, 0, 0, 0, 0));
        assertThat(store.events().find(1, 0)).isEmpty();
        assertThat(store.events().find(1, 1)).isPresent();
    }

    @Test
    void theLedgerKeepsItsLineAndStillAgrees() {
        store.retention().erase(ALL_OLD, CUT);

        assertThat(store.imports().finished("logs", "whole")).hasSize(1);
        assertThat(store.integrity().faults()).isEmpty();
        assertThat(store.retention().erase(ALL_OLD, CUT)).isEqualTo(Erased.nothing());
    }

    @Test
    void lookingErasesNothing() {
        assertThat(store.retention().due(ALL_OLD)).isEqualTo(new Erased(3, 1, 1, 0, 0, 0));
        assertThat(store.events().count()).isEqualTo(5);
        assertThat(store.retention().unfinished()).isFalse();
        assertThat(store.retention().erase(new Cutoffs(Map.of(), null, null), CUT)).isEqualTo(Erased.nothing());
    }

    @Test
    void anErasureThatWasStoppedIsFinishedByTheNext() throws Exception {
        store.imports().discard(1);
        store.close();
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:" + store.file())) {
            c.createStatement()
                    .execute("DELETE FROM shapes; DELETE FROM templates;"
                            + " INSERT INTO erasures VALUES (-1, TIMESTAMP '2026-03-01', 0)");
        }
        store = Store.open(store.file());
        assertThat(store.retention().unfinished()).isTrue();
        assertThat(markerInAnyByte()).isTrue();

        store.retention().erase(INFO_GOES, CUT);

        assertThat(store.retention().unfinished()).isFalse();
        assertThat(markerInAnyByte()).isFalse();
    }

    @Test
    void othersReadAndWriteOnWhileTheFileIsRewritten() throws Exception {
        Thread[] readers = new Thread[3];
        java.util.concurrent.atomic.AtomicReference<Throwable> fault = new java.util.concurrent.atomic.AtomicReference<>();
        for (int i = 0; i < readers.length; i++) {
            int id = 100 + i;
            readers[i] = new Thread(() -> {
                try {
                    for (int n = 0; n < 40; n++) {
                        store.events().append(List.of(Rows.event(id, n).timestamp(CUT).build()));
                        assertThat(store.events().count(EventFilter.all().withImport((long) id)))
                                .isEqualTo(n + 1);
                    }
                } catch (RuntimeException | AssertionError e) {
                    fault.set(e);
                }
            });
            readers[i].start();
        }
        store.retention().erase(ALL_OLD, CUT);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(fault.get()).isNull();
        assertThat(store.events().count()).isEqualTo(2 + 3 * 40);
    }

    @Test
    void findsALedgerThatDoesNotAgree() {
        store.events().append(List.of(Rows.event(1, 9).build()));

        assertThat(store.integrity().faults()).containsExactly("import 1 has 6 events where its ledger says 5");
    }

    @Test
    void looksAtAFileWithoutChangingIt() throws IOException {
        store.close();
        byte[] before = Files.readAllBytes(store.file());
        try (Store reading = Store.openToRead(store.file())) {
            assertThat(reading.events().count()).isEqualTo(5);
            assertThat(reading.integrity().faults()).isEmpty();
            assertThatThrownBy(() -> reading.imports().discard(1)).isInstanceOf(StoreException.class);
        }
        assertThat(Files.readAllBytes(store.file())).isEqualTo(before);
        assertThatThrownBy(() -> Store.openToRead(home.resolve("none.duckdb")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no database");
        store = Store.open(store.file());
        assertThatThrownBy(() -> Store.openToRead(store.file())).isInstanceOf(StoreInUseException.class);
    }

    @Test
    void remembersWhichKeyMadeTheTokens() {
        KeyLedger keys = store.keys();
        keys.use("e1", "abc", Rows.NOON);
        keys.use("e1", "abc", CUT);
        keys.end("rotated", CUT);
        keys.use("e2", "def", CUT);
        keys.use("e3", "ghi", CUT.plusSeconds(1));

        assertThat(keys.list())
                .containsExactly(
                        new KeyEpoch("e1", "abc", Rows.NOON, CUT, "rotated"),
                        new KeyEpoch("e2", "def", CUT, CUT.plusSeconds(1), "replaced"),
                        new KeyEpoch("e3", "ghi", CUT.plusSeconds(1), null, null));
        assertThat(keys.current()).map(KeyEpoch::epoch).contains("e3");
    }
}
