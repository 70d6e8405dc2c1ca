package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.risk.Calibration;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.policy.Verdict;
import io.forewarn.predictor.suggest.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskPredictorTest {
    private final List<Operation> past = Team.operations(400);
    private final TrackRecord record = Team.record(past);
    private final Instant now = past.get(past.size() - 1).at().plus(Duration.ofHours(1));

    private RiskPredictor predictor(@Nullable RiskScorer scorer) {
        return new RiskPredictor(record, scorer, Policy.DEFAULT, Catalog.bundled(), () -> "p-1");
    }

    private Operation load(double disk) {
        return Team.operation(
                "next",
                "bulk-load",
                "ledger",
                now,
                Map.of(
                        "free_disk_mb", new Attribute.Numeric(disk),
                        "night", new Attribute.Flag(false),
                        "title", new Attribute.Text("add daily rows")));
    }

    private Prediction predict(Operation op) {
        return predictor(new Team.Formula()).predict(op, PredictOptions.DEFAULT);
    }

    @Test
    void warnsOfARiskyOperationWithReasonsThatNameTheCause() {
        Prediction p = predict(load(12));
        assertThat(p.risk()).isCloseTo(0.711, within(1e-3));
        assertThat(p.lift()).isCloseTo(p.risk() / 0.25, within(1e-9));
        assertThat(p.verdict()).isEqualTo(Verdict.WARN);
        assertThat(p.summary())
                .isEqualTo(
                        "This bulk load of ledger fails with a probability of 71 % (61 % to 81 %, from 400 predictions like it), 2.8 times the usual 25 %.");
        assertThat(p.reasons().get(0).about()).isEqualTo("attribute:free_disk_mb");
        assertThat(p.reasons().get(0).text()).startsWith("free_disk_mb ");
        assertThat(p.reasons().get(0).logOdds()).isEqualTo(2);
        assertThat(p.modelVersion()).isEqualTo("formula-1");
    }

    @Test
    void addsTheReasonsUpToWhatTheModelSays() {
        for (double disk : new double[] {3, 39, 120, 299}) {
            Prediction p = predict(load(disk));
            double told = p.reasons().stream()
                    .mapToDouble(reason -> reason.logOdds() == null ? 0 : reason.logOdds())
                    .sum();
            double model =
                    p.factors().stream().mapToDouble(Prediction.Factor::logOdds).sum();
            assertThat(told).isCloseTo(model, within(0.05));
        }
    }

    @Test
    void saysWhatToDoAboutAValueThatSuccessfulRunsDidNotHave() {
        Prediction p = predict(load(2));
        Prediction.Warning warning = p.warnings().stream()
                .filter(w -> "free_disk_mb".equals(w.attribute()))
                .findFirst()
                .orElseThrow();
        assertThat(warning.text())
                .matches("free_disk_mb 2 is below what 9\\d % of the \\d+ successful bulk loads of"
                        + " ledger had \\(≥ \\d+\\); \\d+ of \\d+ past ones below \\d+ failed\\.");
        assertThat(warning.key()).isEqualTo("prevent-disk");
        assertThat(warning.action())
                .startsWith("Free disk space before this operation: ")
                .matches(
                        ".* Successful bulk loads of ledger had \\d+ in the middle, and at least \\d+ nearly always\\.");
    }

    @Test
    void givesNoAdviceOnAnAttributeThatTheCatalogDoesNotSpeakOf() {
        Prediction p = predict(load(2));
        assertThat(p.warnings())
                .allMatch(w -> w.attribute() == null || w.source().equals("catalog"));
    }

    @Test
    void saysWhatWouldLowerTheRiskUnlessTheCallerCannotChangeIt() {
        Prediction p = predict(load(12));
        assertThat(p.wouldLower()).hasSize(1);
        Prediction.WhatIf whatIf = p.wouldLower().get(0);
        assertThat(whatIf.attribute()).isEqualTo("free_disk_mb");
        assertThat(whatIf.risk()).isLessThan(0.2);
        assertThat(whatIf.text()).contains("the model would expect 18 % instead of 71 %");
        assertThat(predictor(new Team.Formula())
                        .predict(load(12), new PredictOptions(3, true, Set.of("free_disk_mb")))
                        .wouldLower())
                .isEmpty();
        assertThat(predict(load(200)).wouldLower()).isEmpty();
    }

    @Test
    void showsTheLikestFailuresAndWhatFixedThem() {
        Operation failed = past.stream()
                .filter(op -> op.outcome().orElseThrow() == Outcome.FAILED
                        && op.kind().equals("bulk-load"))
                .reduce((a, b) -> b)
                .orElseThrow();
        record.learn(
                new Repair("r1", failed.at().plusSeconds(600), "ledger", failed.id(), "lee", "restarted it", false));
        record.learn(new Repair(
                "r2", failed.at().plusSeconds(900), "ledger", failed.id(), "lee", "removed old dumps", true));
        record.learn(new Repair("r3", now.plusSeconds(1), "ledger", failed.id(), "lee", "from the future", true));
        Operation again = Team.operation("next", "bulk-load", "ledger", now, failed.attributes());
        Prediction.SimilarFailure first = predict(again).similar().get(0);
        assertThat(first.operationId()).isEqualTo(failed.id());
        assertThat(first.alike()).startsWith("same kind and component").contains("before");
        assertThat(first.fix())
                .startsWith("Fixed by: “removed old dumps” (")
                .contains("Tried in vain: “restarted it”")
                .doesNotContain("future");
        assertThat(first.repairIds()).containsExactly("r1", "r2");
        assertThat(predict(load(250)).similar())
                .hasSize(3)
                .anyMatch(s -> s.fix().equals("No repair recorded."));
    }

    @Test
    void warnsOfAFailureThatNobodyRepaired() {
        Instant then = now.minusSeconds(600);
        Operation failed = load(200).toBuilder()
                .at(then)
                .outcome(Outcome.FAILED)
                .knownAt(then)
                .build();
        Operation later = Operation.builder("later")
                .kind("bulk-load")
                .component("ledger")
                .at(then.plusSeconds(60))
                .outcome(Outcome.FAILED)
                .build();
        record.learn(failed);
        record.learn(later);
        Prediction.Warning warning = predict(load(200)).warnings().get(0);
        assertThat(warning.source()).isEqualTo("history");
        assertThat(warning.key()).isEqualTo("later");
        assertThat(warning.text()).contains("bulk loads of ledger failed and no repair that worked is recorded since");
        record.learn(new Repair("r", then.plusSeconds(90), "ledger", "later", null, "gave it a new disk", true));
        assertThat(predict(load(200)).warnings()).noneMatch(w -> w.source().equals("history"));
    }

    @Test
    void namesUnknownAndMissingAttributesAndRefusesWrongTypes() {
        Operation odd = Team.operation(
                "odd",
                "bulk-load",
                "ledger",
                now,
                Map.of("free_disk_mb", new Attribute.Numeric(9), "moon", new Attribute.Category("full")));
        Prediction p = predict(odd);
        assertThat(p.unknownAttributes()).containsExactly("moon");
        assertThat(p.missingAttributes()).containsExactly("night", "title");
        Operation wrong = Team.operation(
                "wrong", "bulk-load", "ledger", now, Map.of("free_disk_mb", new Attribute.Category("lots")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(wrong))
                .withMessageStartingWith("attribute free_disk_mb must be a number, not text: it was a number in all ");
    }

    @Test
    void usesNothingThatWasKnownLater() {
        Operation early = load(12).toBuilder().at(past.get(100).at()).build();
        Prediction then = new RiskPredictor(
                        Team.record(past.subList(0, 100)), null, Policy.DEFAULT, Catalog.bundled(), () -> "p-1")
                .predict(early, PredictOptions.DEFAULT);
        Prediction now = predictor(null).predict(early, PredictOptions.DEFAULT);
        assertThat(now.reasons()).isEqualTo(then.reasons());
        assertThat(now.similar()).isEqualTo(then.similar());
        assertThat(now.risk()).isEqualTo(then.risk());
    }

    @Test
    void statesWhatIsUsualAndHowToTrainWhereThereIsNoModel() {
        Prediction p = predictor(null).predict(load(12), PredictOptions.DEFAULT);
        assertThat(p.abstained()).isTrue();
        assertThat(p.verdict()).isEqualTo(Verdict.PASS);
        assertThat(p.abstainedWhy()).isEqualTo("no risk model is trained yet: run `forewarn train risk`");
        assertThat(p.summary())
                .startsWith("No prediction for this bulk load of ledger: no risk model")
                .contains("comparable operations)");
        assertThat(p.low()).isLessThanOrEqualTo(p.risk());
        assertThat(p.high()).isGreaterThanOrEqualTo(p.risk());
        assertThat(p.reasons()).isNotEmpty().allMatch(reason -> reason.logOdds() == null);
        assertThat(p.factors()).isEmpty();
        assertThat(p.wouldLower()).isEmpty();
    }

    @Test
    void admitsToKnowNothingOnTheFirstDay() {
        RiskPredictor empty =
                new RiskPredictor(new TrackRecord(), null, Policy.DEFAULT, Catalog.bundled(), () -> "p-1");
        Prediction p = empty.predict(load(12), PredictOptions.DEFAULT);
        assertThat(p.summary()).endsWith("Nothing comparable is on record.");
        assertThat(p.n()).isZero();
        assertThat(p.low()).isZero();
        assertThat(p.high()).isEqualTo(1);
        assertThat(p.lift()).isEqualTo(1);
        assertThat(p.similar()).isEmpty();
        assertThat(p.warnings()).isEmpty();
    }

    @Test
    void givesTheSameAnswerTwice() {
        assertThat(predict(load(12))).isEqualTo(predict(load(12)));
    }

    @Test
    void keepsAPredictionInTheStoreWithQuestionAndFactors(@TempDir Path folder) {
        try (Store store = Store.open(folder.resolve("forewarn.duckdb"))) {
            store.operations().upsert(past);
            Operation op = load(12);
            Prediction p = new RiskPredictor(
                            TrackRecord.of(store), new Team.Formula(), Policy.DEFAULT, Catalog.bundled(), () -> "p-9")
                    .predict(op, PredictOptions.DEFAULT);
            assertThat(p.reasons()).isEqualTo(predict(op).reasons());
            store.predictions().append(PredictionJson.row(op, p));
            var kept = store.predictions().find("p-9").orElseThrow().prediction();
            assertThat(kept.verdict()).isEqualTo("warn");
            assertThat(kept.requestJson()).contains("\"free_disk_mb\":12.0").contains("\"title\":\"add daily rows\"");
            assertThat(kept.answerJson())
                    .contains("\"similar_failures\":[{")
                    .contains("\"would_lower\":[{")
                    .contains("\"warnings\":[{");
            assertThat(kept.featuresJson()).contains("\"feature\":\"deviation.free_disk_mb\"");
        }
    }

    @Test
    void keepsEachFeatureOnceAndGivesEveryFactorBack() throws Exception {
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("pending", 2.5);
        features.put("actor.new", 1.0);
        features.put("text.max", Double.POSITIVE_INFINITY);
        Basis basis = new Basis(features, new Calibration(1, 0, 0, 0.1, 0.3, 40));
        List<Prediction.Factor> factors = List.of(
                new Prediction.Factor("text.max", Double.POSITIVE_INFINITY, 0.75),
                new Prediction.Factor("pending", 2.5, -0.5));

        var kept = new ObjectMapper().readTree(kept(factors, basis));

        assertThat(kept.toString()).containsOnlyOnce("pending");
        assertThat(PredictionJson.basis(kept)).contains(basis);
        assertThat(PredictionJson.factors(kept).toString())
                .isEqualTo("[{\"feature\":\"pending\",\"value\":2.5,\"log_odds\":-0.5},"
                        + "{\"feature\":\"text.max\",\"value\":null,\"log_odds\":0.75}]");
    }

    @Test
    void keepsFactorsThatAreNoFeaturesOfTheModel() throws Exception {
        Basis basis = new Basis(Map.of("pending", 2.5), new Calibration(1, 0, 0, 0.1, 0.3, 40));
        List<Prediction.Factor> factors = List.of(new Prediction.Factor("of its own", 3, 0.25));

        var kept = new ObjectMapper().readTree(kept(factors, basis));

        assertThat(PredictionJson.basis(kept)).contains(basis);
        assertThat(PredictionJson.factors(kept).toString())
                .isEqualTo("[{\"feature\":\"of its own\",\"value\":3.0,\"log_odds\":0.25}]");
    }

    private String kept(List<Prediction.Factor> factors, Basis basis) {
        RiskScorer scorer = new RiskScorer() {
            @Override
            public Score score(Operation op) {
                return new Score(0.2, 0.1, 0.3, 0.25, 40, false, null, factors, basis);
            }

            @Override
            public String version() {
                return "made up";
            }
        };
        Prediction p = new RiskPredictor(Team.record(past), scorer, Policy.DEFAULT, Catalog.bundled(), () -> "p")
                .predict(load(12), PredictOptions.DEFAULT);
        return PredictionJson.row(load(12), p).featuresJson();
    }

    @Test
    void refusesANonsensicalNumberOfSimilarFailures() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PredictOptions(51, true, Set.of()));
    }

    @Test
    void speaksOfWordsAndPathsThatFailedBefore() {
        List<Operation> commits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean bad = i % 4 == 0;
            commits.add(
                    commit("c" + i, now.minus(Duration.ofHours(100L - i)), bad ? "rework cache" : "tidy up", bad)
                            .toBuilder()
                            .outcome(bad ? Outcome.FAILED : Outcome.SUCCEEDED)
                            .build());
        }
        RiskScorer texts = new RiskScorer() {
            @Override
            public Score score(Operation op) {
                return new Score(
                        0.6,
                        0.5,
                        0.7,
                        0.25,
                        40,
                        false,
                        null,
                        List.of(
                                new Prediction.Factor("text.max", 1, 0.7),
                                new Prediction.Factor("file.rate.max", 1, 0.5),
                                new Prediction.Factor("actor.new", 1, 0.2),
                                new Prediction.Factor("weekday.rate", 1, -0.01)));
            }

            @Override
            public String version() {
                return "texts";
            }
        };
        Prediction p = new RiskPredictor(Team.record(commits), texts, Policy.DEFAULT, Catalog.bundled(), () -> "p")
                .predict(commit("next", now, "rework cache again", true), PredictOptions.DEFAULT);
        assertThat(p.reasons())
                .extracting(Prediction.Reason::text)
                .containsExactly(
                        "10 of 10 commits whose text has “cache” failed, 25 % of all 40 commits did.",
                        "10 of 10 operations that touched src/cache/Cache.java failed, 25 % of all 40 operations on shop did.",
                        "Many smaller signs together raise the risk.");
    }

    private static Operation commit(String id, Instant at, String message, boolean cache) {
        return Team.operation(
                id,
                "commit",
                "shop",
                at,
                Map.of(
                        "message",
                        new Attribute.Text(message),
                        "paths",
                        new Attribute.Paths(List.of(
                                new Attribute.PathChange(cache ? "src/cache/Cache.java" : "src/Main.java", 10, 2)))));
    }
}
