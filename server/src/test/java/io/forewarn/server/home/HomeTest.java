package io.forewarn.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {
    @TempDir
    Path folder;

    @Test
    void isCreatedForItsOwnerAlone() throws IOException {
        Home home = new Home(folder.resolve("new/home")).ensure();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
                .isEqualTo("rwx------");
        assertThat(home.models()).isDirectory();
        assertThat(home.logs()).isDirectory();
    }

    @Test
    void comesFromTheEnvironmentOrLiesInTheUsersHome() {
        assertThat(Home.from(Map.of("FOREWARN_HOME", folder.toString()), Path.of("/u")))
                .isEqualTo(new Home(folder));
        assertThat(Home.from(Map.of("FOREWARN_HOME", " "), Path.of("/u")).root())
                .isEqualTo(Path.of("/u/.forewarn"));
        assertThat(Home.from(Map.of(), Path.of("/u")).root()).isEqualTo(Path.of("/u/.forewarn"));
    }

    @Test
    void saysHowToMendAHomeThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> new Home(file).ensure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("FOREWARN_HOME or --home");
    }

    @Test
    void theServerFileIsForItsOwnerAloneAndReadsBack() throws IOException {
        Path file = folder.resolve("server.json");
        ServerFile written = new ServerFile("http://127.0.0.1:7070", "one", "two");
        written.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ServerFile.read(file)).contains(written);
        assertThat(ServerFile.read(folder.resolve("none"))).isEmpty();
        assertThat(ServerFile.read(Files.writeString(file, "{\"url\":"))).isEmpty();
    }
}
