package io.forewarn.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.server.wire.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagesTest {
    @TempDir
    static Path folder;

    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open(folder);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void everyPageAnswersWithWhatItIsFor() throws Exception {
        String prediction = shop.predict(5);
        assertThat(page("/"))
                .contains("Operations by week", "Failure rate by component", "ledger-db", "Top unresolved issues")
                .contains("AUC of EWMA-20", "Scrubbed before storage", "shop.log");
        assertThat(page("/issues")).contains("No space left on device", "unresolved", "2 issues");
        assertThat(page("/issues/" + shop.issue("No space")))
                .contains("These events belong together", "Suggest fixes", "Latest events", "20 events");
        assertThat(page("/predictions")).contains("Ask about an operation", "bulk load · ledger-db", "not known yet");
        assertThat(page(prediction))
                .contains("risk of failure", "base rate", "Similar failures", "All that the model used")
                .contains("free_disk_mb");
        assertThat(page("/suggestions")).contains("Suggestions");
        assertThat(page("/models")).contains("in use", "risk model", "AUC above EWMA-20", "n = 240");
    }

    @Test
    void showsNeitherSecretNorPersonOnAnyPage() throws Exception {
        List<String> paths = new ArrayList<>(Pages.paths());
        shop.bench.reviews().issues(null, null, null, 100, 0).issues().forEach(i -> paths.add("/issues/" + i.id()));
        paths.add(shop.predict(50));
        for (String path : paths) {
            assertThat(page(path)).as(path).doesNotContain(Shop.SECRET, Shop.PERSON, "oelschlaeger");
        }
        HttpResponse<String> refused = shop.post("/predictions", "kind=deploy&attributes=token%3D" + Shop.SECRET);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'component' is missing").doesNotContain(Shop.SECRET);
    }

    @Test
    void escapesWhatLogsSay() throws Exception {
        assertThat(page("/issues/" + shop.issue("payment")))
                .contains("&lt;b&gt;hard")
                .doesNotContain("<b>hard");
    }

    @Test
    void tellsOnAPageThatThereIsNone() throws Exception {
        for (String path : List.of("/nowhere", "/issues/none", "/predictions/none")) {
            HttpResponse<String> answer = shop.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("Not found", "To the overview", "<nav");
        }
        HttpResponse<String> api = shop.get("/api/v1/issues/none");
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(Json.parse(api.body()).path("status").asInt()).isEqualTo(404);
        assertThat(Json.parse(shop.get("/api/v1/nowhere").body()).path("title").asText())
                .isEqualTo("not found");
    }

    @Test
    void refusesWhatNoListOffers() throws Exception {
        HttpResponse<String> answer = shop.get("/issues?component=" + Shop.SECRET);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("nothing is known of that component").doesNotContain(Shop.SECRET);
        assertThat(shop.get("/issues?page=x").statusCode()).isEqualTo(400);
        assertThat(page("/issues?component=checkout&status=resolved&error_class=timeout"))
                .contains("None that fits these filters");
    }

    @Test
    void sendsHeadersThatKeepOtherSitesOut() throws Exception {
        HttpResponse<String> answer = shop.get("/");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> foreign = shop.post(
                "/issues/" + shop.issue("payment") + "/status", "status=ignored", "Origin", "http://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(400);
    }

    @Test
    void letsBrowsersKeepAssetsUntilTheyChange() throws Exception {
        HttpResponse<String> named = shop.get(Assets.url("forewarn.css"));
        assertThat(named.statusCode()).isEqualTo(200);
        assertThat(named.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(shop.get("/assets/forewarn.css").headers().firstValue("Cache-Control"))
                .contains("no-cache");
        assertThat(shop.get("/assets/other.css").statusCode()).isEqualTo(404);
    }

    @Test
    void resolvesAndReclassifiesAnIssue() throws Exception {
        String issue = "/issues/" + shop.issue("payment");
        assertThat(shop.post(issue + "/status", "status=resolved").statusCode()).isEqualTo(303);
        HttpResponse<String> corrected = shop.post(issue + "/class", "error_class=timeout&note=seen+it");
        assertThat(corrected.statusCode()).isEqualTo(303);
        assertThat(page(corrected.headers().firstValue("Location").orElseThrow()))
                .containsPattern("role=\"status\"[^>]*autofocus>The class is corrected");
        assertThat(page(issue + "?done=nonsense")).doesNotContain("role=\"status\"");
        assertThat(page(issue))
                .contains("Reopen", "a person said so", "timeout", "<dt>Transient</dt><dd>yes</dd>")
                .doesNotContain("role=\"status\"");
        assertThat(page("/issues?status=resolved")).contains("1 issue<");
        assertThat(shop.post(issue + "/class", "error_class=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(shop.post(issue + "/status", "").body()).contains("'status' is missing");
        shop.post(issue + "/status", "status=unresolved");
    }

    @Test
    void countsFeedbackOnSuggestions() throws Exception {
        String issue = "/issues/" + shop.issue("No space");
        HttpResponse<String> part = shop.post(issue + "/suggestions", "", "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(part.body()).contains("confidence", "Tried it?").doesNotContain("<html");
        assertThat(shop.post(issue + "/suggestions", "").statusCode()).isEqualTo(303);
        String id = part.body().replaceFirst("(?s).*?/suggestions/([^/]+)/feedback.*", "$1");
        assertThat(shop.post("/suggestions/" + id + "/feedback", "result=worked", "HX-Request", "true")
                        .body())
                .contains("Noted: worked");
        assertThat(shop.post("/suggestions/" + id + "/feedback", "result=did_not")
                        .headers()
                        .firstValue("Location"))
                .contains(issue + "#suggestions");
        assertThat(page("/suggestions")).contains("By suggestion", "1 of 2");
        assertThat(page(issue)).contains("Reported so far", "did not", "worked 1 of 2 times");
        HttpResponse<String> wrong = shop.post("/suggestions/none/feedback", "result=worked", "HX-Request", "true");
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).contains("There is no such suggestion").doesNotContain("<html");
    }

    @Test
    void keepsOutcomeAndActedOnOfAPrediction() throws Exception {
        String prediction = shop.predict(10);
        assertThat(shop.post(prediction + "/outcome", "outcome=failed").statusCode())
                .isEqualTo(303);
        assertThat(shop.post(prediction + "/acted-on", "").statusCode()).isEqualTo(303);
        assertThat(page(prediction)).contains("The first report stands", "changed course");
    }

    @Test
    void keepsWhatWasFilledInWhereAQuestionIsWrong() throws Exception {
        HttpResponse<String> answer =
                shop.post("/predictions", "kind=deploy&component=checkout&attributes=rows%3D1%0Ajust+words");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("line 2 of the attributes is not name=value", "value=\"checkout\"", "just words");
    }

    @Test
    void goesBackToAnEarlierModel() throws Exception {
        String first = current();
        shop.bench.learning().train(List.of("risk"));
        String second = current();
        assertThat(page("/models")).contains("Back to the one before", "Put into use");
        assertThat(shop.post("/models/risk/rollback", "").statusCode()).isEqualTo(303);
        assertThat(current()).isEqualTo(first);
        shop.post("/models/" + second + "/promote", "");
        assertThat(current()).isEqualTo(second);
    }

    private static String current() throws Exception {
        return shop.bench.learning().models().models().stream()
                .filter(m -> m.current() && m.kind().equals("risk"))
                .findFirst()
                .orElseThrow()
                .version();
    }

    private static String page(String path) throws Exception {
        HttpResponse<String> answer = shop.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        return answer.body();
    }
}
