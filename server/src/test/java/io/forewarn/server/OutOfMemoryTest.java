package io.forewarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server one of whose questions does not fit into memory; here it is the clock that asks for too much. */
final class OutOfMemoryTest {
    @TempDir
    Path folder;

    private final AtomicBoolean full = new AtomicBoolean();
    private Workbench bench;
    private ForewarnServer server;

    @BeforeEach
    void start() throws IOException {
        Home home = new Home(folder.resolve("home"));
        bench = Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Team.clock(() -> {
            if (full.get()) {
                throw new OutOfMemoryError("Java heap space");
            }
            return Team.CLOCK.instant();
        }));
        server = ForewarnServer.start(bench, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        full.set(false);
        server.close();
        bench.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aQuestionIsAnsweredInWordsAndTheNextOneAsEver() throws Exception {
        full.set(true);
        HttpResponse<String> refused = get("/api/v1/health");
        HttpResponse<String> page = get("/health");
        full.set(false);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body()).contains("out of memory", "FOREWARN_JAVA_OPTS=-Xmx2g");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("FOREWARN_JAVA_OPTS=-Xmx2g");
        assertThat(get("/api/v1/health").statusCode()).isEqualTo(200);
    }
}
