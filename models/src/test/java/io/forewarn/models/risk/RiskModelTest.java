package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskModelTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-05-05T05:05:05Z"), ZoneOffset.UTC);
    private static final Timeline TIMELINE = MadeUp.timeline(1200, 7);
    private static final RiskModel MODEL = new RiskTrainer(1, CLOCK).train(MadeUp.rows(TIMELINE));

    @Test
    void contributionsSumToTheLogOddsOfTheRisk() {
        Recalibrator recalibrator = MODEL.recalibrator();
        for (int i = 0; i < 300; i++) {
            Score score = MODEL.scores(List.of(TIMELINE.row(i))).get(0);
            recalibrator.observe(score, i % 3 == 0);
        }
        double[] constants = new double[3];
        for (int i = 0; i < 3; i++) {
            RiskEstimate estimate = MODEL.estimate(TIMELINE.row(1000 + i), "deploy", recalibrator);
            double sum = estimate.contributions().stream()
                    .mapToDouble(Contribution::logOdds)
                    .sum();
            constants[i] = Math.log(estimate.risk() / (1 - estimate.risk())) - sum;
        }

        assertThat(constants[1]).isEqualTo(constants[0], within(1e-4));
        assertThat(constants[2]).isEqualTo(constants[0], within(1e-4));
    }

    @Test
    void anEstimateAgreesWithTheScoresOfManyRows() {
        Recalibrator recalibrator = MODEL.recalibrator();
        RiskEstimate estimate = MODEL.estimate(TIMELINE.row(1100), "deploy", recalibrator);
        Score score =
                MODEL.scores(List.of(TIMELINE.row(1099), TIMELINE.row(1100))).get(1);

        assertThat(estimate.risk()).isEqualTo(recalibrator.risk(score), within(1e-5));
        assertThat(estimate.low()).isLessThanOrEqualTo(estimate.risk());
        assertThat(estimate.high()).isGreaterThanOrEqualTo(estimate.risk()).isGreaterThan(estimate.low());
        assertThat(estimate.n()).isGreaterThan(50);
        assertThat(estimate.abstained()).isFalse();
        assertThat(estimate.score()).isNotNull();
    }

    @Test
    void theRiskAloneIsThatOfTheEstimate() {
        Recalibrator recalibrator = MODEL.recalibrator();
        for (int i = 0; i < 300; i++) {
            recalibrator.observe(MODEL.scores(List.of(TIMELINE.row(i))).get(0), i % 3 == 0);
        }
        for (int i = 1000; i < 1050; i++) {
            RiskEstimate estimate = MODEL.estimate(TIMELINE.row(i), "deploy", recalibrator);

            assertThat(MODEL.risk(TIMELINE.row(i), "deploy", recalibrator)).isEqualTo(estimate.risk(), within(1e-5));
        }
        Operation unseen =
                TIMELINE.operations().get(5).toBuilder().kind("flight").build();
        assertThat(MODEL.risk(new History().row(unseen), "flight", recalibrator))
                .isEqualTo(MODEL.estimate(new History().row(unseen), "flight", recalibrator)
                        .risk());
    }

    @Test
    void sameRowsAndSeedGiveTheSameModel() {
        RiskModel again = new RiskTrainer(1, CLOCK).train(MadeUp.rows(MadeUp.timeline(1200, 7)));

        assertThat(again.scores(List.of(TIMELINE.row(900)))).isEqualTo(MODEL.scores(List.of(TIMELINE.row(900))));
        assertThat(again.provenance()).isEqualTo(MODEL.provenance());
        assertThat(MODEL.provenance().trainedAt()).isEqualTo(CLOCK.instant());
        assertThat(MODEL.provenance().fingerprint()).hasSize(64);
    }

    @Test
    void aSavedModelPredictsTheSame(@TempDir Path folder) throws IOException {
        RiskModelFiles.write(MODEL, folder);

        RiskModel read = RiskModelFiles.read(folder);

        for (int i = 0; i < 1200; i += 100) {
            assertThat(read.estimate(TIMELINE.row(i), "deploy", read.recalibrator()))
                    .isEqualTo(MODEL.estimate(TIMELINE.row(i), "deploy", MODEL.recalibrator()));
        }
        assertThat(read.provenance()).isEqualTo(MODEL.provenance());
        assertThat(read.columns()).isEqualTo(MODEL.columns());
    }

    @Test
    void readsAModelThatWasSavedWithLogarithmsOfOneUnit(@TempDir Path folder) throws IOException {
        RiskModelFiles.write(MODEL, folder);
        Path file = folder.resolve("risk.json");
        String saved = Files.readString(file);
        String former = saved.replaceAll("\"unit\"\\s*:\\s*0.0", "\"log\":false")
                .replaceAll("\"unit\"\\s*:\\s*1.0", "\"log\":true");
        Files.writeString(file, former);

        assertThat(former).contains("\"log\":true", "\"log\":false");
        assertThat(RiskModelFiles.read(folder).scores(List.of(TIMELINE.row(900))))
                .isEqualTo(MODEL.scores(List.of(TIMELINE.row(900))));
    }

    @Test
    void refusesAModelOfAnotherVersion(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("risk.json"), "{\"version\":99}");

        assertThatThrownBy(() -> RiskModelFiles.read(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void abstainsWithAWideIntervalWhenLittleIsKnown() {
        RiskModel model = new RiskTrainer(1, CLOCK).train(MadeUp.rows(MadeUp.timeline(30, 7)));

        RiskEstimate estimate = model.estimate(TIMELINE.row(5), "deploy", model.recalibrator());

        assertThat(model.abstains()).isTrue();
        assertThat(estimate.abstained()).isTrue();
        assertThat(estimate.why()).contains("30 outcomes");
        assertThat(estimate.risk()).isEqualTo(model.baseRate("deploy"));
        assertThat(estimate.high() - estimate.low()).isGreaterThan(0.4);
        assertThat(estimate.contributions()).isEmpty();
        assertThat(model.scores(List.of(TIMELINE.row(5)))).hasSize(1);
        assertThat(model.effects(List.of(TIMELINE.row(5)))).isEmpty();
    }

    @Test
    void trainsOnNothingAtAll() {
        RiskModel model = new RiskTrainer(1, CLOCK).train(List.of());

        assertThat(model.estimate(TIMELINE.row(5), "deploy", model.recalibrator())
                        .risk())
                .isEqualTo(0.2, within(1e-9));
    }

    @Test
    void abstainsOnAKindItHasNeverSeen() {
        Operation unseen = Operation.builder("x")
                .kind("migration")
                .component("new")
                .at(MadeUp.START)
                .build();

        RiskEstimate estimate = MODEL.estimate(TIMELINE.history().row(unseen), unseen.kind(), MODEL.recalibrator());

        assertThat(estimate.abstained()).isTrue();
        assertThat(estimate.why()).contains("migration");
    }

    @Test
    void abstainsOnAKindOfWhichNothingButBeginningsIsKnown() {
        Operation asked = Operation.builder("x")
                .kind("migration")
                .component("service-0")
                .at(MadeUp.START)
                .build();
        History history = new History();
        history.begin(asked);

        RiskEstimate estimate = MODEL.estimate(history.row(asked), asked.kind(), MODEL.recalibrator());

        assertThat(estimate.abstained()).isTrue();
    }

    @Test
    void theFirstOperationOnAComponentGetsAWideInterval() {
        Operation first =
                MadeUp.operations(5, 1).get(4).toBuilder().component("new").build();

        RiskEstimate estimate = MODEL.estimate(TIMELINE.history().row(first), first.kind(), MODEL.recalibrator());

        assertThat(estimate.abstained()).isFalse();
        assertThat(estimate.why()).contains("no outcome of this kind on this component");
        assertThat(estimate.high() - estimate.low()).isGreaterThan(0.4);
    }

    @Test
    void refreshingKeepsTheWeightsAndLearnsTheNewRows() {
        List<TrainingRow> rows = MadeUp.rows(TIMELINE);
        RiskTrainer trainer = new RiskTrainer(1, CLOCK);
        RiskModel earlier = trainer.train(rows.subList(0, 800));

        RiskModel later = trainer.refresh(earlier, rows);

        assertThat(later.platt()).isEqualTo(Platt.IDENTITY);
        assertThat(later.provenance().rows()).isEqualTo(rows.size());
        assertThat(later.members()).hasSameSizeAs(earlier.members());
    }

    @Test
    void leavesOutAColumnThatOnlyTellsTheDate() {
        assertThat(MODEL.columns()).contains("attribute.lines").doesNotContain("attribute.size_of_all", "count");
    }

    @Test
    void knowsWhatItsFeaturesDo() {
        assertThat(MODEL.effects(List.of(TIMELINE.row(900), TIMELINE.row(901))))
                .extracting(Contribution::feature)
                .contains("attribute.lines");
    }

    @Test
    void everyFamilySaysWhatItsLogOddsAreMadeOf() {
        List<TrainingRow> rows = MadeUp.rows(TIMELINE);
        Transform transform = Transform.fit(rows.stream().map(TrainingRow::row).toList());
        double[][] x = transform.all(rows.stream().map(TrainingRow::row).toList());
        double[] failure = rows.stream().mapToDouble(TrainingRow::failure).toArray();
        double[] weight = new double[x.length];
        java.util.Arrays.fill(weight, 1);
        for (Trainers.Family family : Trainers.all()) {
            Scorer scorer = family.train(new Sample(x, failure, weight), 1, CLOCK);
            double[] odds = scorer.logOdds(x);
            for (int i = 0; i < 50; i++) {
                double sum = java.util.Arrays.stream(scorer.contributions(x[i])).sum();
                assertThat(sum).as(family.name()).isEqualTo(odds[i], within(1e-4));
                assertThat(scorer.logOdds(x[i])).isEqualTo(odds[i], within(1e-6));
            }
        }
    }

    @Test
    void refusesAFamilyThatIsNotRegistered() {
        assertThatThrownBy(() -> Trainers.named("oracle")).hasMessageContaining("oracle");
    }
}
