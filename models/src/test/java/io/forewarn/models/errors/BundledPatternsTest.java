package io.forewarn.models.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract of every rule that ships; reading refuses what does not compile, an unknown class, an id used twice. */
class BundledPatternsTest {
    private final List<PatternRule> rules = Patterns.bundled().rules();

    @Test
    void readsEveryRuleOfTheFile() {
        assertThat(rules)
                .hasSizeGreaterThan(350)
                .hasSize(PatternFile.resource("patterns.yaml").path("rules").size());
        assertThat(rules).extracting(PatternRule::id).doesNotHaveDuplicates();
    }

    @Test
    void givesEveryRuleAReasonForPeople() {
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.because()).as(rule.id()).contains(" "));
    }

    @Test
    void hasRulesForEveryClass() {
        Set<String> named = new TreeSet<>();
        rules.forEach(rule -> named.add(rule.errorClass()));
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        ErrorClasses.all().stream().map(ErrorClass::id).toList());
    }

    @Test
    void writesLiteralsInLowerCase() {
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.literals())
                        .as(rule.id())
                        .allSatisfy(literal -> assertThat(literal).isEqualTo(literal.toLowerCase(Locale.ROOT))));
    }

    @Test
    void findsEachLiteralOfEachRule() {
        for (PatternRule rule : rules) {
            for (String literal : rule.literals()) {
                assertThat(Patterns.bundled().matches(ErrorText.of("at 7: " + literal.toUpperCase(Locale.ROOT) + " x")))
                        .as(literal)
                        .contains(rule);
            }
        }
    }

    @Test
    void findsEachExceptionTypeOfEachRule() {
        for (PatternRule rule : rules) {
            for (String type : rule.types()) {
                assertThat(Patterns.bundled().matches(new ErrorText("x", null, "org.acme." + type, null, List.of())))
                        .as(type)
                        .contains(rule);
            }
        }
    }

    @Test
    void neverLosesAMatchToAGate() {
        Map<String, List<String>> gates = PatternFile.gates(PatternFile.resource("gates.yaml"));
        List<PatternRule> withRegex =
                rules.stream().filter(r -> r.regex() != null).toList();
        List<String> lost = new ArrayList<>();
        for (LabelledError row : TrainingTexts.bundled()) {
            String text = row.error().text();
            String lower = text.toLowerCase(Locale.ROOT);
            for (PatternRule rule : withRegex) {
                List<String> gate = gates.getOrDefault(rule.id(), List.of(""));
                if (gate.stream().noneMatch(lower::contains)
                        && rule.regex() != null
                        && rule.regex().matcher(text).find()) {
                    lost.add(rule.id());
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(gates.keySet())
                .allSatisfy(
                        id -> assertThat(withRegex).extracting(PatternRule::id).contains(id));
    }

    @Test
    void readsGatesAsLists() {
        JsonNode file = PatternFile.resource("gates.yaml");
        assertThat(PatternFile.gates(file))
                .allSatisfy((id, gate) -> assertThat(gate)
                        .isNotEmpty()
                        .allSatisfy(literal -> assertThat(literal).isNotEmpty()));
    }
}
