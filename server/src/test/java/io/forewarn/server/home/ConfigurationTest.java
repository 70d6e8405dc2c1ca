package io.forewarn.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.ingest.format.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigurationTest {
    @TempDir
    Path folder;

    private Configuration load(String yaml, Map<String, String> environment, Map<String, String> flags) {
        try {
            return Configuration.load(Files.writeString(folder.resolve("forewarn.yaml"), yaml), environment, flags);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void refusesWhatStandsThereTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("retention:\n  days: 90\nretention:\n  error-days: 365\n", Map.of(), Map.of()))
                .withMessageContaining("'retention'")
                .withMessageContaining("twice");
    }

    @Test
    void saysThatAFileIsNotInUtf8() throws IOException {
        Path file = Files.write(folder.resolve("forewarn.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configuration.load(file, Map.of(), Map.of()))
                .withMessageContaining("UTF-8");
    }

    @Test
    void flagsWinOverEnvironmentOverFileOverDefaults() {
        String yaml = "server: {port: 1001, host: localhost}\nmodel.seed: 3\n";
        Map<String, String> environment =
                Map.of("FOREWARN_SERVER_PORT", "1002", "FOREWARN_MODEL_SEED", "4", "PATH", "/");
        Configuration c = load(yaml, environment, Map.of("server.port", "1003"));

        assertThat(c.integer("server.port")).isEqualTo(1003);
        assertThat(c.origin("server.port")).isEqualTo("flag");
        assertThat(c.number("model.seed")).isEqualTo(4);
        assertThat(c.origin("model.seed")).isEqualTo("environment");
        assertThat(c.text("server.host")).isEqualTo("localhost");
        assertThat(c.origin("server.host")).isEqualTo("forewarn.yaml");
        assertThat(c.text("import.zone")).isEqualTo("UTC");
        assertThat(c.origin("import.zone")).isEqualTo("default");
    }

    @Test
    void aRecordHoldsAsMuchAsIsConfigured() {
        Configuration c = load("import: {record-lines: 50, record-bytes: 2097152}", Map.of(), Map.of());

        assertThat(c.reading(null).maxRecordLines()).isEqualTo(50);
        assertThat(c.reading(null).maxRecordBytes()).isEqualTo(2_097_152);
        assertThat(c.reading(null).maxLineBytes()).isEqualTo(2_097_152);
        assertThat(load("", Map.of(), Map.of()).reading(null))
                .isEqualTo(ReadOptions.defaults().withZone(ZoneId.of("UTC")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("import.record-bytes: 10", Map.of(), Map.of()))
                .withMessageContaining("import.record-bytes");
    }

    @Test
    void anUnknownKeyIsRefusedByNameWithTheNearestOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("srv: {port: 1}", Map.of(), Map.of()))
                .withMessageContaining("'srv.port' in forewarn.yaml")
                .withMessageContaining("did you mean 'server.port'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("", Map.of("FOREWARN_PORT", "1"), Map.of()))
                .withMessageContaining("'FOREWARN_PORT' in environment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("", Map.of(), Map.of("colour", "red")))
                .withMessageContaining("'colour' in flag");
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 70000, 0 to 65535",
        "server.port, many, 0 to 65535",
        "model.seed, -1, 0 to 2147483647",
        "import.zone, Nowhere/Town, Europe/Vienna"
    })
    void aWrongValueIsRefusedWithWhatIsRight(String key, String value, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("", Map.of(), Map.of(key, value)))
                .withMessageContaining("'" + key + "'")
                .withMessageContaining(words);
    }

    @Test
    void fileThatIsNotYamlIsRefusedByPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("server:\n  port: [1,\n", Map.of(), Map.of()))
                .withMessageMatching(".*forewarn.yaml is not YAML: line \\d+, column \\d+");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("- a list\n", Map.of(), Map.of()))
                .withMessageContaining("must hold keys and values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configuration.load(folder, Map.of(), Map.of()))
                .withMessageContaining("cannot read");
    }

    @Test
    void thePolicyIsHandedOnAsWritten() {
        Configuration c = load("policy:\n  warn: 0.4\n  rules:\n    - {kind: deploy, fail: 0.6}\n", Map.of(), Map.of());

        assertThat(c.policy()).containsEntry("warn", 0.4);
        assertThat(c.policy().get("rules")).isEqualTo(List.of(Map.of("kind", "deploy", "fail", 0.6)));
        assertThat(load("", Map.of(), Map.of()).policy()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySettingHasAValidDefaultAndSaysWhatItIsFor(Setting setting) {
        setting.check().accept(setting.fallback());
        assertThat(setting.about()).endsWith(".");
        assertThat(setting.variable()).matches("FOREWARN_[A-Z_]+");
    }

    static List<Setting> all() {
        return Settings.all();
    }

    @Test
    void choicesAndSharesAreChecked() {
        Setting.oneOf("a", "b").accept("b");
        Setting.fraction().accept("0.25");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.oneOf("a", "b").accept("c"))
                .withMessage("must be one of a, b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.fraction().accept("2"))
                .withMessage("must be a number from 0 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.fraction().accept("x"));
    }
}
