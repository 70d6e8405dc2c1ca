package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.Team;
import io.forewarn.server.api.LocalGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person merges and splits issues, asked as a command asks. */
final class IssueRulingTest {
    private static void imports(LocalGateway gateway, Path file, String lines) throws Exception {
        Files.writeString(file, lines);
        gateway.post("/api/v1/imports", Map.of("kind", "logs", "component", "shop", "paths", List.of(file.toString())));
    }

    private static String line(int minute, String logger, String message) {
        return String.format(
                java.util.Locale.ROOT, "2026-05-01 10:%02d:00,000 ERROR [main] %s - %s%n", minute, logger, message);
    }

    private static JsonNode issues(LocalGateway gateway) {
        return gateway.get("/api/v1/issues", Map.of()).path("issues");
    }

    @Test
    void mergesSplitsAndTakesBack(@TempDir Path folder) throws Exception {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            imports(
                    gateway,
                    folder.resolve("a.log"),
                    line(1, "shop.Cart", "could not load cart for customer")
                            + line(2, "shop.Wishes", "could not load cart for customer")
                            + line(3, "shop.Pay", "payment provider refused the order"));
            String cart = issues(gateway).get(0).path("id").asText();
            String pay = issues(gateway).get(1).path("id").asText();

            JsonNode merged = gateway.post("/api/v1/issues/" + pay + "/merge", Map.of("into", cart));
            assertThat(merged.path("issues").get(0).path("count").asInt()).isEqualTo(3);
            imports(gateway, folder.resolve("b.log"), line(4, "shop.Pay", "payment provider refused the order"));
            assertThat(issues(gateway)).hasSize(1);
            assertThat(gateway.get("/api/v1/issue-rules", Map.of()).path("rules"))
                    .hasSize(1);
            gateway.post("/api/v1/issue-rules/" + merged.path("rule").asText() + "/undo", Map.of());
            assertThat(issues(gateway)).hasSize(2).allSatisfy(i -> assertThat(
                            i.path("count").asInt())
                    .isEqualTo(2));

            JsonNode split = gateway.post("/api/v1/issues/" + cart + "/split", Map.of("by", "logger"));
            assertThat(split.path("issues")).hasSize(2);
            assertThat(issues(gateway)).hasSize(3);
            gateway.post("/api/v1/issue-rules/" + split.path("rule").asText() + "/undo", Map.of());
            assertThat(issues(gateway)).hasSize(2);

            assertThatThrownBy(() -> gateway.post("/api/v1/issues/" + cart + "/merge", Map.of("into", cart)))
                    .hasMessageContaining("one already");
            assertThatThrownBy(() -> gateway.post("/api/v1/issues/" + cart + "/merge", Map.of("into", "nix")))
                    .hasMessageContaining("no issue");
            assertThatThrownBy(() -> gateway.post("/api/v1/issues/" + pay + "/split", Map.of("by", "logger")))
                    .hasMessageContaining("nothing to split");
            assertThatThrownBy(() -> gateway.post("/api/v1/issues/" + pay + "/split", Map.of()))
                    .hasMessageContaining("say either");
            assertThatThrownBy(() -> gateway.post("/api/v1/issues/" + pay + "/split", Map.of("event", "99-99")))
                    .hasMessageContaining("same message");
        }
    }
}
