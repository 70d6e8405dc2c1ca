package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.features.LogContext;
import io.forewarn.ingest.event.Operation;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskTrainer;
import io.forewarn.models.risk.Timeline;
import io.forewarn.models.risk.TrainingRow;
import io.forewarn.server.Team;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.wire.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes with more operations than are learned from; here that is a few hundred. */
final class LongPastTest {
    private final Instant now = Team.CLOCK.instant();

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = Team.open(folder);
        Path file = Team.operations(folder, 460);
        new LocalGateway(bench)
                .post("/api/v1/imports", Map.of("kind", "operations", "paths", List.of(file.toString())));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private RiskModel train(List<TrainingRow> rows) {
        return new RiskTrainer(1, Team.CLOCK).train(rows);
    }

    @Test
    void aHomeWithFewerLearnsWhatAListOfAllWouldTeach() {
        List<Operation> all = new ArrayList<>();
        bench.store().operations().eachInOrder(all::add);
        Timeline timeline = Timeline.of(all, Timeline.Maturity.after(KeptPast.MATURE), now, LogContext.NONE);
        List<TrainingRow> list = timeline.known(now, all.size());

        List<TrainingRow> stored = bench.learning().rows(bench.learning().known(now), now);

        RiskModel one = train(list);
        RiskModel other = train(stored);
        assertThat(one.abstains()).isFalse();
        assertThat(other.provenance()).isEqualTo(one.provenance());
        var asked = list.stream().map(TrainingRow::row).toList();
        assertThat(other.scores(asked)).isEqualTo(one.scores(asked));
        assertThat(bench.learning().known(now).share()).isEmpty();
    }

    @Test
    void aHomeWithMoreSaysFromWhichItsModelHasLearned() throws Exception {
        Learning learning = new Learning(bench, 200);
        JsonNode whole = Json.tree(bench.learning().train(List.of("risk"))).at("/models/0");

        JsonNode newest = Json.tree(learning.train(List.of("risk"))).at("/models/0");

        assertThat(whole.path("rows").asInt()).isEqualTo(460);
        assertThat(whole.path("learned_from").isNull()).isTrue();
        assertThat(newest.path("rows").asInt()).isEqualTo(200);
        assertThat(newest.path("learned_from").asText()).isEqualTo("the newest 200 of 460 operations with an outcome");
        assertThat(learning.model(newest.path("version").asText()).notes())
                .contains("trained on all of these: the newest 200 of 460");
        assertThat(learning.model(whole.path("version").asText()).notes()).contains("this model is trained on all.");
        assertThat(Json.tree(learning.evaluate()).path("text").asText()).contains("the newest 200 of 460");
    }

    @Test
    void learningOnTheJobLooksAtTheNewest() throws Exception {
        Learning learning = new Learning(bench, 200);

        JsonNode first = Json.tree(learning.learn(false));
        JsonNode then = Json.tree(learning.learn(false));

        assertThat(first.path("decision").asText()).isEqualTo("trained");
        assertThat(first.path("why").asText()).contains("200 outcomes");
        assertThat(then.path("why").asText()).startsWith("0 outcomes");
    }
}
