package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.cli.Shell.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns named once and used again. */
final class SavedMappingTest {
    @TempDir
    Path folder;

    @Test
    void aSavedMappingReadsTheNextFileAndHoldsNoValues() throws Exception {
        Shell shell = new Shell(folder);
        String first = shell.write("a.csv", "ticket,begun,how\nT-1,2026-05-01T10:00:00Z,ok\n");
        String second = shell.write("b.csv", "ticket,begun,how\nT-2,2026-05-02T10:00:00Z,failed\n");

        Answer saved = shell.run(
                "import", "operations", first, "--map", "id=ticket,at=begun,outcome=how", "--save-map", "ours");
        Answer again = shell.run("import", "operations", second, "--map", "ours");
        Answer unknown = shell.run("import", "operations", second, "--map", "theirs");

        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(shell.run("outcome", "T-2", "cancelled", "--json")
                        .json()
                        .path("standing")
                        .asText())
                .isEqualTo("failed");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("saved are ours");
        assertThat(Files.readString(shell.home().resolve("mappings.json")))
                .contains("begun")
                .doesNotContain("T-1", "2026");
    }

    @Test
    void aColumnNamedByASecretIsNotSaved() throws Exception {
        Shell shell = new Shell(folder);
        String file = shell.write("a.csv", "maria.lopez@example.org,begun,how\nT-1,2026-05-01T10:00:00Z,ok\n");

        Answer refused = shell.run(
                "import",
                "operations",
                file,
                "--map",
                "id=maria.lopez@example.org,at=begun,outcome=how",
                "--save-map",
                "ours");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("rename the column").doesNotContain("maria.lopez");
        assertThat(shell.home().resolve("mappings.json")).doesNotExist();
    }
}
