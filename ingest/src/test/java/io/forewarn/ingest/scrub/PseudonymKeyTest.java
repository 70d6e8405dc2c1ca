package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymKeyTest {
    @TempDir
    Path home;

    @Test
    void makesAKeyThatOnlyTheOwnerCanRead() throws IOException {
        Path file = home.resolve("keys/pseudonyms.key");
        String token = PseudonymKey.openOrCreate(file).token("ip", "10.0.0.1");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(PseudonymKey.openOrCreate(file).token("ip", "10.0.0.1")).isEqualTo(token);
    }

    @Test
    void refusesADamagedFileAndLeavesItAsItIs() throws IOException {
        Path file = home.resolve("k");
        Files.writeString(file, "forewarn-key 1 e1 12ab");
        assertThatThrownBy(() -> PseudonymKey.openOrCreate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
        assertThat(file).hasContent("forewarn-key 1 e1 12ab");
    }

    @Test
    void saysThatAFolderIsNoKey() throws IOException {
        Path folder = Files.createDirectory(home.resolve("k"));
        assertThatThrownBy(() -> PseudonymKey.openOrCreate(folder))
                .isInstanceOf(DamagedKeyException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void rotatesToTheNextEpoch() throws IOException {
        Path file = home.resolve("k");
        String before = PseudonymKey.openOrCreate(file).token("ip", "10.0.0.1");
        Pseudonyms after = PseudonymKey.rotate(file);
        assertThat(after.epoch()).isEqualTo("e2");
        assertThat(after.token("ip", "10.0.0.1")).isNotEqualTo(before);
        assertThat(PseudonymKey.openOrCreate(file).token("ip", "10.0.0.1")).isEqualTo(after.token("ip", "10.0.0.1"));
    }

    @Test
    void destroysTheKeyForGood() throws IOException {
        Path file = home.resolve("k");
        String before = PseudonymKey.openOrCreate(file).token("ip", "10.0.0.1");
        assertThat(PseudonymKey.destroy(file)).isTrue();
        assertThat(PseudonymKey.destroy(file)).isFalse();
        assertThat(PseudonymKey.openOrCreate(file).token("ip", "10.0.0.1")).isNotEqualTo(before);
    }

    @Test
    void refusesKeysOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pseudonyms.of(new byte[16], "e1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Pseudonyms.of(new byte[32], " "));
    }
}
