package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.server.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowingTest {
    @TempDir
    Path folder;

    @Test
    void aFollowedLogIsReadInTheUsersOwnFormats() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/forewarn.yaml"), """
                formats:
                  - name: ledger
                    regex: '(?<timestamp>\\S+) \\| (?<level>\\w+) \\| (?<message>.*)'
                    samples: ['2026-05-01T10:00:00Z | ERROR | load failed']
                """);
        Path log = Files.writeString(
                folder.resolve("app.log"),
                "2026-05-01T10:00:00Z | ERROR | load failed\n2026-05-01T10:00:01Z | INFO | load begun again\n");

        try (Workbench bench = Team.open(folder);
                Following following = new Following(bench, List.of(log), null, null)) {
            following.poll();
            following.finish();

            assertThat(bench.store().events().page(EventFilter.all(), 10, 0))
                    .extracting(Event::format, Event::message)
                    .containsExactly(tuple("ledger", "load begun again"), tuple("ledger", "load failed"));
        }
    }
}
