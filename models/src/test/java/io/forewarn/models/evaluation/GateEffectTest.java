package io.forewarn.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.models.evaluation.GateEffect.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a gate is worth, where that can be known at all. */
final class GateEffectTest {
    @Test
    void withoutAHoldOutItSaysWhatWouldHaveBeenCaughtAndThatTheEffectIsUnknown() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(new Case(i < 30, false, 1, false, i % 3 == 0));
        }
        cases.add(new Case(true, false, 1, false, null));

        GateEffect effect = GateEffect.of(cases, 7);

        assertThat(effect.predictions()).isEqualTo(100);
        assertThat(effect.open()).isEqualTo(1);
        assertThat(effect.failed()).isEqualTo(34);
        assertThat(effect.caught()).isEqualTo(10);
        assertThat(Objects.requireNonNull(effect.recall()).value()).isEqualTo(10.0 / 34);
        assertThat(Objects.requireNonNull(effect.recall()).low()).isLessThan(10.0 / 34);
        assertThat(Objects.requireNonNull(effect.recall()).high()).isGreaterThan(10.0 / 34);
        assertThat(Objects.requireNonNull(effect.precision()).value()).isEqualTo(10.0 / 30);
        assertThat(effect.prevented()).isNull();
        assertThat(effect.verdict()).startsWith("unknown: no warning was withheld");
    }

    /** Half of what the gate speaks against would fail; where it speaks, all is stopped. */
    @Test
    void findsWhatAGatePreventedFromWhatWasWithheld() {
        SplittableRandom random = new SplittableRandom(3);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            boolean held = random.nextDouble() < 0.2;
            cases.add(
                    held
                            ? new Case(true, true, 0.2, false, random.nextBoolean())
                            : new Case(true, false, 0.8, true, null));
        }

        GateEffect effect = GateEffect.of(cases, 7);

        assertThat(effect.prevented()).isNotNull();
        assertThat(Objects.requireNonNull(effect.prevented()).low())
                .isLessThan(1000)
                .isGreaterThan(800);
        assertThat(Objects.requireNonNull(effect.prevented()).high())
                .isGreaterThan(1000)
                .isLessThan(1200);
        assertThat(effect.verdict()).isEqualTo("the gate prevented failures");
        assertThat(GateEffect.of(cases, 7)).isEqualTo(effect);
    }

    @Test
    void aGateThatChangesNothingIsNotSaidToHelp() {
        SplittableRandom random = new SplittableRandom(4);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean held = random.nextDouble() < 0.2;
            cases.add(new Case(true, held, held ? 0.2 : 0.8, false, random.nextInt(4) == 0));
        }

        assertThat(GateEffect.of(cases, 7).verdict()).isEqualTo("no effect can be told from chance yet");
    }
}
