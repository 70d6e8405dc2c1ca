package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Event;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IssueStoreTest {
    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void replacesAnIssueOfTheSameId() {
        store.issues()
                .upsert(List.of(Rows.issue("i1", "timeout", "unresolved"), Rows.issue("i2", "network", "resolved")));
        store.issues().upsert(List.of(Rows.issue("i1", "conflict", "ignored")));

        assertThat(store.issues().find("i1")).contains(Rows.issue("i1", "conflict", "ignored"));
        assertThat(store.issues().list(IssueFilter.all(), 10, 0)).hasSize(2);
        assertThat(store.issues().list(new IssueFilter("billing", "resolved", "network"), 10, 0))
                .extracting(IssueRow::id)
                .containsExactly("i2");
        assertThat(store.issues().count(new IssueFilter(null, "ignored", null))).isEqualTo(1);
    }

    @Test
    void keepsAPersonsClassAgainstLaterGrouping() {
        store.issues().upsert(List.of(Rows.issue("i1", "timeout", "unresolved")));

        assertThat(store.issues().correctClass("i1", "network", "sometimes", Rows.NOON, "it was the cable"))
                .isTrue();
        store.issues().upsert(List.of(Rows.issue("i1", "timeout", "regressed")));

        IssueRow now = store.issues().find("i1").orElseThrow();
        assertThat(now.errorClass()).isEqualTo("network");
        assertThat(now.transience()).isEqualTo("sometimes");
        assertThat(now.confidence()).isEqualTo(1);
        assertThat(now.status()).isEqualTo("regressed");
        assertThat(store.issues().corrections())
                .containsExactly(new IssueCorrection("i1", "network", Rows.NOON, "it was the cable"));
        assertThat(store.issues().correctClass("none", "network", "yes", Rows.NOON, null))
                .isFalse();
        assertThat(store.issues().corrections()).hasSize(1);
    }

    @Test
    void setsAStatusAndRefusesAnUnknownOne() {
        store.issues().upsert(List.of(Rows.issue("i1", "timeout", "unresolved")));

        assertThat(store.issues().setStatus("i1", "resolved")).isTrue();
        assertThat(store.issues().setStatus("i9", "resolved")).isFalse();
        assertThat(store.issues().find("i1").orElseThrow().status()).isEqualTo("resolved");
        assertThatThrownBy(() -> store.issues().setStatus("i1", "closed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unresolved, resolved, ignored or regressed");
        assertThatThrownBy(() -> store.issues().upsert(List.of(Rows.issue("i1", "x", "open"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void attachesAnEventToOneIssueOnly() {
        store.events().append(Rows.events(1, 4));
        store.events().append(List.of(Rows.event(2, 0).timestamp(null).build()));
        store.issues()
                .attach(List.of(new EventIssue(1, 0, "i1"), new EventIssue(1, 1, "i1"), new EventIssue(2, 0, "i1")));
        store.issues().attach(List.of(new EventIssue(1, 1, "i2"), new EventIssue(1, 1, "i2")));

        assertThat(store.issues().events("i1", 10, 0)).extracting(Event::id).containsExactly("1-0", "2-0");
        assertThat(store.issues().events("i2", 10, 0)).extracting(Event::id).containsExactly("1-1");
        assertThat(store.issues().issueOf(1, 1)).contains("i2");
        assertThat(store.issues().issueOf(1, 3)).isEmpty();
        assertThat(store.issues().dailyCounts("i1")).containsExactly(new DailyCount(LocalDate.of(2026, 3, 1), 1));
        assertThat(store.issues().dailyCounts()).containsExactly(new DailyCount(LocalDate.of(2026, 3, 1), 2));
    }

    @Test
    void takesWhatAnImportGaveFromTheCountsWhenItIsTakenBack() {
        ImportRow kept = store.imports().begin("a.log", "logs", "h1", Rows.NOON);
        store.imports().commit(kept, Rows.events(kept.id(), 3), new long[3], Map.of());
        ImportRow back = store.imports().begin("b.log", "logs", "h2", Rows.NOON);
        store.imports().commit(back, Rows.events(back.id(), 4), new long[4], Map.of());
        List<EventIssue> links = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            links.add(new EventIssue(kept.id(), i, "i1"));
            links.add(new EventIssue(back.id(), i + 1, "i1"));
        }
        links.add(new EventIssue(back.id(), 0, "only"));
        store.issues()
                .record(
                        List.of(
                                Rows.issue("i1", "timeout", "unresolved", 6),
                                Rows.issue("only", "network", "unresolved"),
                                Rows.issue("said", "network", "ignored")),
                        links);
        store.imports().discard(back.id());

        assertThat(store.issues().find("i1").orElseThrow().count()).isEqualTo(3);
        assertThat(store.issues().find("only")).as("no event is left of it").isEmpty();
        assertThat(store.issues().find("said")).as("it was not touched").isPresent();

        store.imports().discard(kept.id(), Rows.NOON.minusSeconds(86_400), Rows.NOON.plusSeconds(86_400));

        assertThat(store.issues().find("i1")).isEmpty();
    }
}
