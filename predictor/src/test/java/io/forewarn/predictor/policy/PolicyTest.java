package io.forewarn.predictor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forewarn.ingest.event.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Operation DEPLOY = Operation.builder("1")
            .kind("deploy")
            .component("gateway")
            .environment("production")
            .build();

    @Test
    void warnsAndStopsRelativeToTheBaseRate() {
        Ruling common = Policy.DEFAULT.rule(DEPLOY, 0.39, 0.3, 0.25, false);
        assertThat(common.warnAt()).isCloseTo(0.4, within(1e-9));
        assertThat(common.failAt()).isCloseTo(8.0 / 11, within(1e-9));
        assertThat(common.level()).isEqualTo(Level.MODERATE);
        assertThat(common.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.41, 0.3, 0.25, false).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.75, 0.5, 0.25, false).level()).isEqualTo(Level.CRITICAL);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.75, 0.5, 0.25, false).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.3, 0.1, 0.25, false).level()).isEqualTo(Level.LOW);
    }

    @Test
    void isNotAlarmedByATrifleWhereFailuresAreRare() {
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.04, 0.01, 0.001, false).level())
                .isEqualTo(Level.LOW);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.12, 0.01, 0.01, false).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.49, 0.3, 0.01, false).verdict())
                .isEqualTo(Verdict.WARN);
    }

    @Test
    void neverAsksForMoreThanCertainty() {
        assertThat(Policy.DEFAULT.rule(DEPLOY, 1, 0.9, 0.99, false).failAt()).isLessThan(1);
        assertThat(Policy.DEFAULT.rule(DEPLOY, 1, 1, 1, false).warnAt()).isEqualTo(1);
    }

    @Test
    void stopsNobodyWhileTheIntervalReachesDownToTheUsualRate() {
        Ruling ruling = Policy.DEFAULT.rule(DEPLOY, 0.9, 0.2, 0.25, false);
        assertThat(ruling.level()).isEqualTo(Level.CRITICAL);
        assertThat(ruling.verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void doesAsConfiguredWhenTheModelAbstains() {
        assertThat(Policy.DEFAULT.rule(DEPLOY, 0.9, 0.8, 0.25, true).verdict()).isEqualTo(Verdict.PASS);
        assertThat(Policy.from(Map.of("unsure", "warn"))
                        .rule(DEPLOY, 0.1, 0, 0.25, true)
                        .verdict())
                .isEqualTo(Verdict.WARN);
    }

    @Test
    void letsTheFirstMatchingRuleDecideAndFillsItFromTheThresholdsForAll() {
        Policy policy = Policy.from(Map.of(
                "warn",
                0.2,
                "rules",
                List.of(
                        Map.of("kind", "backup", "fail", 0.3),
                        Map.of("kind", "deploy", "environment", "production", "fail", 0.5),
                        Map.of("component", "gateway", "fail", 0.9))));
        Ruling ruling = policy.rule(DEPLOY, 0.55, 0.5, 0.25, false);
        assertThat(ruling.failAt()).isEqualTo(0.5);
        assertThat(ruling.warnAt()).isEqualTo(0.2);
        assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
        Operation staging = DEPLOY.toBuilder().environment(null).build();
        assertThat(policy.rule(staging, 0.55, 0.5, 0.25, false).failAt()).isEqualTo(0.9);
    }

    @Test
    void readsThresholdsRelativeToTheBaseRate() {
        Policy policy = Policy.from(Map.of("fail", Map.of("odds", 3, "floor", 0.2)));
        assertThat(policy.rule(DEPLOY, 0.6, 0.5, 0.25, false).failAt()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void refusesWhatItDoesNotKnowByName() {
        refused(Map.of("wran", 0.2), "unknown key policy.wran; known are fail, moderate, rules, unsure, warn");
        refused(Map.of("warn", 1.2), "policy.warn: probability must lie between 0.0 and 1.0, not 1.2");
        refused(Map.of("warn", "high"), "policy.warn must be a probability, or {odds: …, floor: …}");
        refused(Map.of("warn", Map.of("odd", 2)), "unknown key policy.warn.odd; known are floor, odds");
        refused(Map.of("warn", Map.of("odds", "two")), "policy.warn.odds must be a number");
        refused(Map.of("warn", 0.6, "fail", 0.5), "policy.warn must not be above policy.fail");
        refused(Map.of("unsure", "maybe"), "policy.unsure: unknown verdict; use pass, warn or fail");
        refused(Map.of("unsure", 1), "policy.unsure must be a word");
        refused(Map.of("rules", "none"), "policy.rules must be a list");
        refused(Map.of("rules", List.of("x")), "policy.rules[0] must be a map");
        refused(
                Map.of("rules", List.of(Map.of("fail", 0.5))),
                "policy.rules[0] must say to what it applies: kind, environment or component");
    }

    private static void refused(Map<String, ?> section, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.from(section))
                .withMessage(message);
    }
}
