package io.forewarn.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.format.RawOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commits look like as operations, and which are found faulty. */
final class CommitReaderTest {
    @TempDir
    Path folder;

    private Repo repo;

    @BeforeEach
    void init() {
        repo = new Repo(folder.resolve("billing"));
    }

    private record Read(
            Map<String, RawOperation> operations, Map<String, Long> leftOut, Map<String, Verdict> verdicts) {
        double number(String commit, String attribute) {
            return ((Attribute.Numeric) Objects.requireNonNull(
                            operation(commit).attributes().get(attribute)))
                    .value();
        }

        RawOperation operation(String commit) {
            return Objects.requireNonNull(operations.get(commit));
        }

        Verdict verdict(String commit) {
            return Objects.requireNonNull(verdicts.get(commit));
        }
    }

    private Read read() throws IOException {
        return read(repo.folder(), GitOptions.defaults());
    }

    private static Read read(Path path, GitOptions options) throws IOException {
        Map<String, RawOperation> operations = new LinkedHashMap<>();
        Map<String, Long> leftOut = new TreeMap<>();
        Map<String, Verdict> verdicts = new TreeMap<>();
        try (CommitReader reader = CommitReader.open(path, options)) {
            for (CommitReader.Step step = reader.next(); step != null; step = reader.next()) {
                if (step.operation() != null) {
                    operations.put(step.commit(), step.operation());
                } else {
                    leftOut.merge(String.valueOf(step.leftOut()), 1L, Long::sum);
                }
            }
            reader.verdicts().forEach(v -> verdicts.put(v.id(), v));
        }
        return new Read(operations, leftOut, verdicts);
    }

    @Test
    void measuresAChangeByWhatWasKnownBeforeIt() throws IOException {
        repo.file("core/a.java", "one();\ntwo();\nthree();\n").commit("ann", "Add a");
        repo.file("core/b.java", "x();\n").file("web/c.js", "y();\n").commit("bob", "Add b and c");
        String third = repo.file("core/a.java", "one();\n2();\nthree();\nfour();\n")
                .file("web/c.js", "y();\nz();\n")
                .commit("ann", "Fix the sum of a\n\nLonger text.");

        Read read = read();

        RawOperation op = Objects.requireNonNull(read.operations().get(third));
        assertThat(op.kind()).isEqualTo("commit");
        assertThat(op.component()).isEqualTo("billing");
        assertThat(op.actor()).isEqualTo("ann@example.org");
        assertThat(op.at()).isEqualTo(Repo.day(2));
        assertThat(op.outcome()).isNull();
        assertThat(read.number(third, "subsystems")).isEqualTo(2);
        assertThat(read.number(third, "directories")).isEqualTo(2);
        assertThat(read.number(third, "files")).isEqualTo(2);
        assertThat(read.number(third, "lines_added")).isEqualTo(3);
        assertThat(read.number(third, "lines_deleted")).isEqualTo(1);
        assertThat(read.number(third, "lines_before")).isEqualTo((3 + 1) / 2.0);
        assertThat(read.number(third, "entropy"))
                .isCloseTo(
                        -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)) / Math.log(2),
                        org.assertj.core.data.Offset.offset(1e-12));
        assertThat(read.number(third, "developers")).isEqualTo(2);
        assertThat(read.number(third, "age_days")).isEqualTo((2 + 1) / 2.0);
        assertThat(read.number(third, "unique_changes")).isEqualTo(2);
        assertThat(read.number(third, "author_changes")).isEqualTo(1);
        assertThat(read.number(third, "author_recent_changes")).isBetween(0.98, 1.0);
        assertThat(read.number(third, "author_subsystem_changes")).isEqualTo(1);
        assertThat(op.attributes())
                .containsEntry("is_fix", new Attribute.Flag(true))
                .containsEntry("message", new Attribute.Text("Fix the sum of a\n\nLonger text."))
                .containsEntry(
                        "paths",
                        new Attribute.Paths(java.util.List.of(
                                new Attribute.PathChange("core/a.java", 2, 1),
                                new Attribute.PathChange("web/c.js", 1, 0))));
    }

    @Test
    void blamesWhoBroughtInTheLineThatAFixTakesOut() throws IOException {
        String first = repo.file("a.java", "int sum = 0;\nint n = 1;\n").commit("ann", "Add a");
        String faulty = repo.file("a.java", "int sum = 0;\nint n = 1;\nint bad = 1 / 0;\n")
                .commit("bob", "Add a division");
        String indented = repo.file("a.java", "  int sum = 0;\n  int n = 1;\n  int bad = 1 / 0;\n")
                .commit("cid", "Indent");
        repo.file("old.java", "nothing();\n").commit("cid", "Add an unrelated file");
        String fix = repo.file("a.java", "  int sum = 0;\n  int n = 1;\n").commit("ann", "Fix the crash of a");

        Read read = read();

        assertThat(read.verdict(faulty)).isEqualTo(new Verdict(faulty, true, Repo.day(4)));
        assertThat(read.verdict(first).failed()).isFalse();
        assertThat(read.verdict(indented).failed())
                .as("blanks change no line's origin")
                .isFalse();
        assertThat(read.verdict(fix).knownAt()).isNull();
    }

    @Test
    void followsARenameToTheLinesOrigin() throws IOException {
        String body = "alpha();\nbeta();\ngamma();\ndelta();\n";
        String faulty = repo.file("a.java", body + "wrong();\n").commit("bob", "Add a");
        repo.file("b.java", body + "wrong();\n").file("a.java", null).commit("cid", "Move a");
        repo.file("b.java", body).commit("ann", "Fix a bug in b");

        assertThat(read().verdict(faulty).failed()).isTrue();
    }

    @Test
    void blamesNobodyForCommentsDocumentsAndCosmeticFixes() throws IOException {
        String first = repo.file("a.java", "// wrong words\nint n = 1;\n")
                .file("README.md", "Wrong.\n")
                .commit("ann", "Add a");
        repo.file("a.java", "// right words\nint n = 1;\n")
                .file("README.md", "Right.\n")
                .commit("bob", "Fix the bug");
        repo.file("a.java", "// right words\nint n = 2;\n").commit("bob", "Fix typo");

        assertThat(read().verdict(first).failed()).isFalse();
    }

    @Test
    void aRevertTellsWhatItTakesBack() throws IOException {
        repo.file("a.txt", "one\n").commit("ann", "Add a");
        String reverted = repo.file("a.txt", "one\ntwo\n").commit("bob", "Add two");
        repo.file("a.txt", "one\n").commit("ann", "Revert \"Add two\"\n\nThis reverts commit " + reverted + ".");

        assertThat(read().verdict(reverted)).isEqualTo(new Verdict(reverted, true, Repo.day(2)));
    }

    @Test
    void linesThatCameThroughAMergeKeepTheirOrigin() throws IOException {
        repo.file("a.java", "a();\n\nz();\n").commit("ann", "Add a");
        repo.branch("side", true);
        String faulty = repo.file("a.java", "a();\nwrong();\n\nz();\n").commit("bob", "Add more");
        repo.branch("main", false);
        repo.file("a.java", "a();\n\nz();\nlast();\n").commit("ann", "Add last");
        repo.merge("side");
        repo.file("a.java", "a();\n\nz();\nlast();\n").commit("cid", "Fix the fault in a");

        Read read = read();

        assertThat(read.verdict(faulty).failed()).isTrue();
        assertThat(read.leftOut()).containsEntry("MERGE", 1L);
    }

    @Test
    void readsABareRepositoryAndNamesItWithoutItsSuffix() throws Exception {
        String only = repo.file("a.txt", "one\n").commit("ann", "Add a");
        Path bare = folder.resolve("billing.git");
        Git.cloneRepository()
                .setURI(repo.folder().toUri().toString())
                .setDirectory(bare.toFile())
                .setBare(true)
                .call()
                .close();

        assertThat(read(bare, GitOptions.defaults()).operation(only).component())
                .isEqualTo("billing");
    }

    @Test
    void tellsThatACloneIsShallowAndTakesNothingFromItsEdge() throws Exception {
        repo.file("a.java", "one();\n").commit("ann", "Add a");
        String edge = repo.file("a.java", "two();\n").commit("ann", "Change a");
        String newest = repo.file("a.java", "three();\n").commit("bob", "Fix a bug");
        Path shallow = folder.resolve("shallow");
        Git.cloneRepository()
                .setURI(repo.folder().toUri().toString())
                .setDirectory(shallow.toFile())
                .setDepth(2)
                .call()
                .close();

        try (CommitReader reader = CommitReader.open(shallow, GitOptions.defaults())) {
            assertThat(reader.isShallow()).isTrue();
        }
        Read read = read(shallow, GitOptions.defaults());
        assertThat(read.operations()).containsOnlyKeys(newest);
        assertThat(read.leftOut()).containsEntry("BOUNDARY", 1L);
        assertThat(read.verdicts()).doesNotContainKey(edge);
    }

    @Test
    void leavesOutWhatIsEarlierThanAskedFor() throws IOException {
        repo.file("a.java", "one();\n").commit("ann", "Add a");
        String later = repo.file("a.java", "two();\n").commit("ann", "Fix the bug");

        Read read = read(repo.folder(), new GitOptions(null, Repo.day(1), "named"));

        assertThat(read.operations()).containsOnlyKeys(later);
        assertThat(read.operation(later).component()).isEqualTo("named");
        assertThat(read.leftOut()).containsEntry("EARLIER", 1L);
    }

    @Test
    void binaryFilesAndEmptyCommitsDoNotBreakIt() throws IOException {
        Files.createDirectories(repo.folder());
        repo.file("a.bin", "\0\1\2").commit("ann", "Add a binary");
        repo.commit("ann", "Nothing at all");

        Read read = read();

        assertThat(read.operations()).hasSize(1);
        assertThat(read.leftOut()).containsEntry("EMPTY", 1L);
    }

    @Test
    void saysWhatIsWrongWithThePathOrTheRevision() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> CommitReader.open(empty, GitOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a Git repository");
        assertThatThrownBy(() -> CommitReader.open(folder.resolve("none"), GitOptions.defaults()))
                .hasMessageContaining("no such folder");
        assertThatThrownBy(() -> CommitReader.open(repo.folder(), GitOptions.defaults()))
                .hasMessageContaining("no commit yet");
        repo.file("a.txt", "one\n").commit("ann", "Add a");
        assertThatThrownBy(() -> CommitReader.open(repo.folder(), new GitOptions("nowhere", null, null)))
                .hasMessageContaining("no branch, tag or commit");
    }
}
