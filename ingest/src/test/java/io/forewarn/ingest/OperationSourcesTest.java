package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations from other files than tables: Parquet, test reports, answers of build services. */
final class OperationSourcesTest {
    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("home/forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ImportSummary run(Path file, OperationOptions options) throws IOException {
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "k"));
        return new OperationImport(store, scrubber, Clock.systemUTC(), options)
                .run(Sources.find(List.of(file)), Progress.none());
    }

    private ImportSummary run(String name, String text) throws IOException {
        return run(Files.writeString(folder.resolve(name), text), OperationOptions.defaults());
    }

    private Operation find(String id) {
        return store.operations().find(id).orElseThrow();
    }

    private Path parquet(String select) throws Exception {
        Path file = folder.resolve("it's ops.parquet");
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement()) {
            s.execute("COPY (" + select + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
        return file;
    }

    @Test
    void readsTypedColumnsOfParquetOnce() throws Exception {
        Path file =
                parquet("SELECT 'p-' || i AS id, 'deploy' AS kind, 'billing' AS service, 'kim@example.org' AS actor,"
                        + " TIMESTAMP '2026-01-01 10:00:00' + INTERVAL (i) HOUR AS started_at,"
                        + " CASE WHEN i = 1 THEN 'failed' ELSE 'success' END AS outcome, i * 1.5 AS load, i = 1 AS online,"
                        + " ['a/b.java', 'c.java'] AS paths, [[1, 2], [3, 4]] AS path_lines FROM range(3) t(i)");

        ImportSummary summary = run(file, OperationOptions.defaults());

        assertThat(summary.stored()).isEqualTo(3);
        Operation one = find("p-1");
        assertThat(one.at()).isEqualTo(Instant.parse("2026-01-01T11:00:00Z"));
        assertThat(one.component()).isEqualTo("billing");
        assertThat(one.outcome()).contains(Outcome.FAILED);
        assertThat(one.actor()).startsWith("<actor:");
        assertThat(one.attributes())
                .containsEntry("load", new Attribute.Numeric(1.5))
                .containsEntry("online", new Attribute.Flag(true))
                .containsEntry(
                        "paths",
                        new Attribute.Paths(List.of(
                                new Attribute.PathChange("a/b.java", 1, 2), new Attribute.PathChange("c.java", 3, 4))));
        assertThat(run(file, OperationOptions.defaults()).skipped()).isEqualTo(1);
    }

    @Test
    void namesTheColumnsOfParquetWhereAMappedOneIsMissing() throws Exception {
        Path file = parquet("SELECT 1 AS one, DATE '2026-01-01' AS two");

        assertThatThrownBy(() -> run(file, new OperationOptions(Map.of("at", "three"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns are one, two");
    }

    @Test
    void aDamagedParquetFileIsBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.parquet"), "PAR1 and then nothing");

        assertThatThrownBy(() -> run(file, OperationOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged or cut off");
    }

    @Test
    void eachTestOfAReportIsAnOperationAndSoIsItsSuite() throws IOException {
        ImportSummary summary = run("TEST-ledger.xml", """
                <?xml version="1.0"?>
                <testsuites><testsuite name="LedgerTest" timestamp="2026-05-01T10:00:00" tests="3">
                <testcase name="adds" classname="a.LedgerTest" time="0.5"/>
                <testcase name="loads" classname="a.LedgerTest" time="1,000.5"><failure>boom</failure></testcase>
                <testcase name="sleeps" classname="a.LedgerTest"><skipped/></testcase>
                </testsuite></testsuites>
                """);

        assertThat(summary.stored()).isEqualTo(4);
        assertThat(summary.rejected()).isEmpty();
        Operation loads = Stored.operations(store).get(2);
        assertThat(loads.kind()).isEqualTo("test");
        assertThat(loads.component()).isEqualTo("a.LedgerTest");
        assertThat(loads.at()).isEqualTo(Instant.parse("2026-05-01T10:00:00.500Z"));
        assertThat(loads.outcome()).contains(Outcome.FAILED);
        assertThat(Stored.operations(store))
                .filteredOn(op -> op.kind().equals("test-suite"))
                .singleElement()
                .matches(op -> op.outcome().orElseThrow() == Outcome.FAILED);
    }

    @Test
    void aSuiteThatStatesNoTimeEndedWhenItsFileWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("TEST-undated.xml"), """
                <testsuite name="UndatedTest" time="90"><testcase name="x" classname="a.UndatedTest" time="2"/></testsuite>
                """);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-05-01T10:01:30Z")));

        ImportSummary summary = run(file, OperationOptions.defaults());

        assertThat(summary.rejected()).isEmpty();
        assertThat(Stored.operations(store))
                .extracting(Operation::at)
                .containsOnly(Instant.parse("2026-05-01T10:00:00Z"))
                .hasSize(2);
    }

    @Test
    void aReportMayNotReachForOtherFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "hunter2-Zebra-77");
        ImportSummary summary = run(
                "evil.xml",
                "<!DOCTYPE t [<!ENTITY x SYSTEM \"" + secret.toUri()
                        + "\">]><testsuite name=\"&x;\" timestamp=\"2026-05-01T10:00:00\"><testcase name=\"&x;\"/></testsuite>");

        assertThat(summary.stored()).isZero();
        assertThat(Stored.operations(store)).isEmpty();
    }

    @Test
    void readsRunsOfGithubWhateverStateTheyAreIn() throws IOException {
        run("runs.json", """
                {"total_count": 2, "workflow_runs": [
                  {"id": 30433642, "name": "Build", "workflow_id": 1, "run_attempt": 2, "event": "push", "conclusion":
                   "timed_out", "run_started_at": "2020-01-22T19:33:08Z", "updated_at": "2020-01-22T19:36:08Z",
                   "triggering_actor": {"login": "octocat"}, "head_branch": "main",
                   "repository": {"full_name": "octo/repo"}},
                  {"id": 30433643, "name": "Build", "workflow_id": 1, "conclusion": null, "created_at":
                   "2020-01-23T19:33:08Z", "url": "https://api.github.com/repos/octo/repo/actions/runs/30433643"}]}
                {"total_count": 1, "jobs": [{"id": 9, "run_id": 30433642, "name": "test", "workflow_name": "Build",
                  "conclusion": "success", "started_at": "2020-01-22T19:33:30Z", "completed_at": "2020-01-22T19:34:00Z",
                  "run_url": "x", "html_url": "https://github.com/octo/repo/actions/runs/1/job/9", "labels": ["linux"]}]}
                """);

        Operation run = find("github-run-30433642-2");
        assertThat(run.kind()).isEqualTo("Build");
        assertThat(run.component()).isEqualTo("octo/repo");
        assertThat(run.outcome()).contains(Outcome.FAILED);
        assertThat(run.attributes()).containsEntry("attempt", new Attribute.Numeric(2));
        assertThat(find("github-run-30433643-1").outcome()).isEmpty();
        assertThat(find("github-run-30433643-1").component()).isEqualTo("octo/repo");
        assertThat(find("github-job-9").kind()).isEqualTo("Build / test");
    }

    @Test
    void readsBuildsOfJenkinsWithTheirChanges() throws IOException {
        run("builds.json", """
                {"_class":"org.jenkinsci.plugins.workflow.job.WorkflowJob","fullName":"team/billing","builds":[
                 {"number":7,"result":"UNSTABLE","timestamp":1700000000000,"duration":60000,"building":false,
                  "actions":[{"causes":[{"shortDescription":"Started by user Kim","userId":"kim"}]},
                             {"parameters":[{"name":"ONLINE","value":true}]}],
                  "changeSets":[{"items":[{"msg":"Fix it","affectedPaths":["a/b.java"]}]}]},
                 {"number":8,"result":null,"timestamp":1700000100000,"building":true}]}
                """);

        Operation build = find("jenkins-team/billing-7");
        assertThat(build.component()).isEqualTo("team/billing");
        assertThat(build.outcome()).contains(Outcome.FAILED);
        assertThat(build.finishedAt()).isEqualTo(Instant.ofEpochMilli(1700000060000L));
        assertThat(build.attributes())
                .containsEntry("changes", new Attribute.Numeric(1))
                .containsEntry("parameter.ONLINE", new Attribute.Flag(true))
                .containsEntry("paths", new Attribute.Paths(List.of(new Attribute.PathChange("a/b.java", 0, 0))));
        assertThat(find("jenkins-team/billing-8").outcome()).isEmpty();
    }

    @Test
    void readsPipelinesAndJobsOfGitlab() throws IOException {
        run("pipelines.json", """
                [{"id":47,"project_id":1,"status":"failed","source":"push","ref":"main","created_at":
                 "2016-08-11T11:28:34.085Z","updated_at":"2016-08-11T11:32:35.169Z",
                 "web_url":"https://gitlab.example.com/foo/bar/-/pipelines/47"},
                 {"id":8,"status":"canceled","stage":"test","name":"rspec","allow_failure":false,"started_at":
                 "2016-08-11T11:28:34Z","finished_at":"2016-08-11T11:29:34Z","user":{"username":"kim"},
                 "web_url":"https://gitlab.example.com/foo/bar/-/jobs/8"}]
                """);

        assertThat(find("gitlab-pipeline-47").component()).isEqualTo("foo/bar");
        assertThat(find("gitlab-pipeline-47").outcome()).contains(Outcome.FAILED);
        assertThat(find("gitlab-job-8").kind()).isEqualTo("rspec");
        assertThat(find("gitlab-job-8").outcome()).contains(Outcome.CANCELLED);
    }

    @Test
    void aCutOffDocumentIsCountedAndAForcedFormatMustExist() throws IOException {
        ImportSummary summary = run("cut.json", "{\"workflow_runs\": [{\"id\": 1, ");

        assertThat(summary.stored()).isZero();
        assertThat(summary.rejected()).containsKey("not JSON, the rest of the file is lost");
        assertThatThrownBy(() -> new OperationOptions(Map.of(), "teamcity"))
                .hasMessageContaining("junit, github, jenkins or gitlab");
    }
}
