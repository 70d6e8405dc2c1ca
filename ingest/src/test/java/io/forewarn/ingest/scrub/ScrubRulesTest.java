package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubRulesTest {
    private static ScrubRules rule(String regex) {
        return ScrubRules.of(List.of(new ScrubRules.Extra("mine", regex)), Set.of(), Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "([a-z0-9]+)*x", "(x|xx)+y", "(.*a){12}", "(\\s*\\w+\\s*)+;", "run (\\d+)+ x"})
    void refusesAPatternThatBacktracksBadly(String regex) {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(regex)).withMessageContaining("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMP-[0-9]{5}", "\\bcust_[a-z0-9]{8,12}\\b", "kunde=([A-Z]+)"})
    void takesAPlainPattern(String regex) {
        assertThat(rule(regex)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-", "x*", "(", ""})
    void refusesAPatternThatIsNone(String regex) {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(regex)).withMessageContaining("mine");
    }

    @Test
    void refusesUnknownDetectorsAndOddNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScrubRules.of(List.of(), Set.of(), Set.of("e-mail")))
                .withMessageContaining("e-mail");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScrubRules.of(List.of(new ScrubRules.Extra("My Rule", "x")), Set.of(), Set.of()));
    }

    @Test
    void turnsOnWhatIsOffByDefault() {
        String text = "Signed-off-by: Elena Kowalski, 221 Baker Street, London";
        Pseudonyms pseudonyms = Pseudonyms.of(new byte[32], "e1");
        ScrubRules rules = ScrubRules.of(List.of(), Set.of(), Set.of(), Set.of("person-name", "postal-address"));
        assertThat(Scrubber.of(pseudonyms).scrub(text, new Redactions())).isEqualTo(text);
        assertThat(Scrubber.of(pseudonyms, rules).scrub(text, new Redactions()))
                .matches("Signed-off-by: <person:[a-z2-7]{8}>, <address:[a-z2-7]{8}>");
    }

    @Test
    void refusesADetectorThatIsBothOnAndOff() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScrubRules.of(List.of(), Set.of(), Set.of("email"), Set.of("email")))
                .withMessageContaining("email");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScrubRules.of(List.of(), Set.of(), Set.of(), Set.of("e-mail")))
                .withMessageContaining("e-mail");
    }
}
