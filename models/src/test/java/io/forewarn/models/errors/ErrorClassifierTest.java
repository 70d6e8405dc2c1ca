package io.forewarn.models.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.forewarn.ingest.event.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorClassifierTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final List<LabelledError> ROWS = TrainingTexts.bundled();
    private static ErrorClassifierTrainer.Trained trained;

    @BeforeAll
    static void train() {
        trained = trainer().train(ROWS);
    }

    private static ErrorClassifierTrainer trainer() {
        return new ErrorClassifierTrainer(7, CLOCK);
    }

    @Test
    void understandsSystemsItHasNotSeen() {
        ErrorFigures figures = trained.figures();
        assertThat(figures.count()).isEqualTo(ROWS.size());
        assertThat(figures.accuracy()).isGreaterThan(0.83);
        assertThat(figures.macroF1()).isGreaterThan(0.83);
        assertThat(figures.ece()).isLessThan(0.05);
        assertThat(figures.accuracyAt80()).isGreaterThan(0.94);
    }

    @Test
    void answersRowsItHasSeenAlmostAlwaysRight() {
        long right = ROWS.stream()
                .filter(r ->
                        trained.classifier().classify(r.error()).errorClass().equals(r.label()))
                .count();
        assertThat(right / (double) ROWS.size()).isGreaterThan(0.95);
    }

    @Test
    void reachesEveryClass() {
        Set<String> reached = new TreeSet<>();
        trained.answers().forEach(a -> reached.add(a.errorClass()));
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        ErrorClasses.all().stream().map(ErrorClass::id).toList());
    }

    @Test
    void saysWhyAndHowSure() {
        Classification full = trained.classifier().classify(ErrorText.of("write /data/a.db: no space left on device"));
        assertThat(full.errorClass()).isEqualTo("resource_exhausted");
        assertThat(full.because()).isEqualTo("the disk is full");
        assertThat(full.confidence()).isBetween(0.9, 1.0);
        assertThat(full.transience()).isEqualTo("sometimes");
        assertThat(trained.answers()).allSatisfy(answer -> {
            assertThat(answer.confidence()).isBetween(0.0, 1.0);
            assertThat(answer.because()).isNotBlank();
        });
    }

    @Test
    void isSureOfAClassOnlyTheUserHasWhereTheUsersRuleIsCertain() throws IOException {
        Patterns own = Patterns.bundled().withUsers(new YAMLMapper().readTree("""
                        own: [{id: kitchen, transient: "no"}]
                        rules:
                          - {id: oven, class: kitchen, strength: certain, when: {contains: ["oven is cold"]}, because: "our oven"}
                        """));

        Classification cold = trained.classifier().with(own).classify(ErrorText.of("batch 7: oven is cold"));

        assertThat(cold.errorClass()).isEqualTo("kitchen");
        assertThat(cold.because()).isEqualTo("our oven");
        assertThat(cold.confidence()).isGreaterThan(0.9);
    }

    @Test
    void isUnsureOfWhatSaysNothingOrCallsItOther() {
        for (String text : List.of("", "zxqv blorp wibble")) {
            Classification answer = trained.classifier().classify(ErrorText.of(text));
            assertThat(answer.errorClass().equals(ErrorClasses.OTHER) || answer.confidence() < 0.8)
                    .as(text + answer)
                    .isTrue();
        }
    }

    @Test
    void usesTypeLoggerAndSeverityToo() {
        ErrorText typed = new ErrorText(
                "it broke", Severity.ERROR, "java.lang.NullPointerException", "com.acme.JobRunner", List.of());
        assertThat(trained.classifier().classify(typed).errorClass()).isEqualTo("logic");
    }

    @Test
    void abstainsWhereNoClassIsLikelyEnough() {
        Confidence shy = new Confidence(trained.classifier().confidence().lines(), 0.999, 0.25);
        Verdict weak = new Verdict("network", 0.4, Verdict.Basis.MODEL);
        assertThat(shy.abstains(weak)).isTrue();
        assertThat(shy.abstains(new Verdict("network", 0.4, Verdict.Basis.RULE)))
                .isFalse();
        assertThat(shy.abstains(new Verdict("other", 0.4, Verdict.Basis.MODEL))).isFalse();
        Classification silent = trained.classifier().with(shy).classify(ErrorText.of("zxqv peer blorp wibble gone"));
        assertThat(silent.errorClass()).isEqualTo("other");
        assertThat(silent.confidence()).isLessThan(0.999);
    }

    @Test
    void savesAndLoadsTheSameAnswers(@TempDir Path folder) throws IOException {
        trained.classifier().save(folder);
        ErrorClassifier again = ErrorClassifier.load(folder);
        assertThat(ROWS)
                .allSatisfy(r -> assertThat(again.classify(r.error()))
                        .isEqualTo(trained.classifier().classify(r.error())));
        assertThat(again.provenance())
                .isEqualTo(trained.classifier().provenance())
                .contains("LinearSGDTrainer");
        try (var files = Files.list(folder)) {
            assertThat(files.mapToLong(f -> f.toFile().length()).sum()).isLessThan(20_000_000);
        }
    }

    @Test
    void trainsTheSameFromTheSameRowsAndLearnsFromCorrections() {
        List<LabelledError> few =
                ROWS.stream().filter(r -> r.system().compareTo("h") < 0).toList();
        ErrorText odd = ErrorText.of("frobnicator sagged under the gizmo");
        var before = trainer().train(few);
        assertThat(trainer().train(few).answers()).isEqualTo(before.answers());
        assertThat(before.classifier().classify(odd).errorClass()).isNotEqualTo("hardware");
        List<LabelledError> more = new ArrayList<>(few);
        more.add(LabelledError.correction(odd, "hardware"));
        assertThat(more.get(few.size()).weight()).isEqualTo(5);
        assertThat(trainer().train(more).classifier().classify(odd).errorClass())
                .isEqualTo("hardware");
    }

    @Test
    void letsARuleOfTheUserDecide() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(
                        "rules: [{id: mine, class: rate_limit, strength: certain, when: {contains: ['gizmo says no']},"
                                + " because: 'our gizmo throttles'}]");
        Classification answer =
                trained.classifier().with(Patterns.bundled().withUsers(rules)).classify(ErrorText.of("Gizmo says no"));
        assertThat(answer.errorClass()).isEqualTo("rate_limit");
        assertThat(answer.because()).isEqualTo("our gizmo throttles");
    }

    @Test
    void refusesRowsOfOneSystemOrOneClass() {
        LabelledError one = new LabelledError(ErrorText.of("a"), "logic", "x");
        assertThatThrownBy(() -> trainer().train(List.of(one))).hasMessageContaining("at least two classes");
        assertThatThrownBy(() -> new LabelledError(ErrorText.of("a"), "logic", "x", 0))
                .hasMessageContaining("weight");
        assertThatThrownBy(() -> ErrorClasses.of("nonsense")).hasMessageContaining("use one of");
        assertThatThrownBy(() -> ErrorFigures.of(List.of(), List.of())).hasMessageContaining("0 labels");
    }

    @Test
    void readsLevelsAsLogsWriteThem() {
        assertThat(TrainingTexts.severity("NOTICE")).isEqualTo(Severity.INFO);
        assertThat(TrainingTexts.severity("crit")).isEqualTo(Severity.FATAL);
        assertThat(TrainingTexts.severity("fine")).isEqualTo(Severity.DEBUG);
        assertThat(TrainingTexts.severity("finest")).isEqualTo(Severity.TRACE);
        assertThat(TrainingTexts.severity("warning")).isEqualTo(Severity.WARN);
        assertThat(TrainingTexts.severity("purple")).isNull();
    }

    @Test
    void keepsItsFloorOnTheOpenMeasuringSet() throws IOException {
        Path open = Path.of("../../shared/data/error-classes/open.jsonl");
        assumeThat(open).as("the measuring set is not here").exists();
        int right = 0;
        List<String> lines = Files.readAllLines(open);
        for (String line : lines) {
            JsonNode row = new ObjectMapper().readTree(line);
            String answer =
                    trained.classifier().classify(MeasuringSet.error(row)).errorClass();
            boolean acceptable = answer.equals(row.path("label").asText());
            for (JsonNode also : row.path("acceptable")) {
                acceptable |= answer.equals(also.asText());
            }
            right += acceptable ? 1 : 0;
        }
        assertThat(right / (double) lines.size()).isGreaterThan(0.86);
    }
}
