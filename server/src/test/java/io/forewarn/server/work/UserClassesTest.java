package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.models.errors.ErrorClass;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes and patterns of {@code forewarn.yaml} while a home is open. */
final class UserClassesTest {
    private static final String RULE = """
            classes:
              own: [{id: %s, transient: "no"}]
              rules:
                - {id: ours, class: %s, strength: certain, when: {contains: ["%s"]}, because: "our own words"}
            """;

    @TempDir
    Path folder;

    private long writes;

    private void write(Home home, String text) throws IOException {
        Files.createDirectories(home.config().getParent());
        Files.writeString(home.config(), text);
        // a file system may count in seconds
        writes++;
        Files.setLastModifiedTime(home.config(), FileTime.from(Instant.ofEpochSecond(1_800_000_000L + 10 * writes)));
    }

    private static List<String> classes(Workbench bench) {
        return bench.patterns().classes().stream().map(ErrorClass::id).toList();
    }

    @Test
    void areReadAgainWhenTheFileChangesAndStayWhereAnEditIsBroken() throws Exception {
        Home home = new Home(folder.resolve("home"));
        write(home, RULE.formatted("kitchen", "kitchen", "oven is cold"));
        Workbench bench = Workbench.open(
                home,
                Configuration.load(home.config(), Map.of(), Map.of()),
                Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC));
        try (LocalGateway gateway = new LocalGateway(bench)) {
            assertThat(classes(bench)).contains("kitchen");

            write(home, RULE.formatted("cellar", "cellar", "oven is cold"));
            assertThat(classes(bench)).contains("cellar").doesNotContain("kitchen");
            assertThat(bench.classesFault()).isEmpty();

            write(home, RULE.formatted("cellar", "attic", "oven is cold"));
            assertThat(classes(bench)).contains("cellar").doesNotContain("kitchen");
            assertThat(bench.classesFault()).contains("pattern 'ours'");
            assertThat(doctor(gateway)).contains("pattern 'ours'");

            write(home, "classes: [[[");
            assertThat(classes(bench)).contains("cellar").doesNotContain("kitchen");
            assertThat(bench.classesFault()).isNotEmpty();

            Files.delete(home.config());
            assertThat(classes(bench)).contains("timeout").doesNotContain("cellar");
            assertThat(bench.classesFault()).isEmpty();
        }
    }

    private static String doctor(LocalGateway gateway) {
        return gateway.get("/api/v1/doctor", Map.of()).toString();
    }
}
