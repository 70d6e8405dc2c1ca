package io.forewarn.server.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Where the running server of a home is to be found.
 *
 * @param url e.g. {@code http://127.0.0.1:7070}
 * @param instance random name of this run, which {@code /healthz} repeats
 * @param token shows that the caller can read the home; only then may it name files to import
 */
public record ServerFile(String url, String instance, String token) {

    /** Writes it 0600, whole or not at all. */
    public void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        Home.restrict(fresh, "rw-------");
        Files.writeString(
                fresh, new ObjectMapper().writeValueAsString(Map.of("url", url, "instance", instance, "token", token)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty where there is none, or none that can be read. */
    public static Optional<ServerFile> read(Path file) {
        try {
            JsonNode node = new ObjectMapper().readTree(Files.readString(file));
            return Optional.of(new ServerFile(
                    node.path("url").asText(),
                    node.path("instance").asText(),
                    node.path("token").asText()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
