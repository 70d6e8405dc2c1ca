package io.forewarn.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @TempDir
    static Path folder;

    private static @Nullable Playwright playwright;
    private static Browser browser;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser: install chromium to run the tests of the pages in one");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
        shop = Shop.open(folder);
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
            shop.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "390,LIGHT", "1280,DARK"})
    void everyPageFitsIsQuietAndCanBeUsedByEverybody(int width, ColorScheme scheme) throws Exception {
        List<String> paths = new ArrayList<>(Pages.paths());
        paths.add("/issues/" + shop.issue("No space"));
        paths.add("/health/checkout");
        paths.add("/health/ledger-db?days=30");
        paths.add(shop.predict(7));
        paths.add("/nowhere");
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme))) {
            Page page = context.newPage();
            List<String> complaints = complaints(page);
            for (String path : paths) {
                page.navigate(shop.server.url() + path);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("%s at %d px scrolls sideways", path, width)
                        .isEqualTo(0);
                assertThat(new AxeBuilder(page)
                                .analyze().getViolations().stream()
                                        .filter(v ->
                                                List.of("serious", "critical").contains(v.getImpact()))
                                        .map(v -> v.getId() + " "
                                                + v.getNodes().get(0).getHtml()))
                        .as("%s at %d px, %s", path, width, scheme)
                        .isEmpty();
            }
            // The browser itself notes that the last page is a 404.
            assertThat(complaints).filteredOn(c -> !c.contains("404")).isEmpty();
        }
    }

    @Test
    void asksForAPredictionAndReportsHowItEnded() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> complaints = complaints(page);
            page.navigate(shop.server.url() + "/predictions");
            page.getByLabel("Kind").fill("bulk_load");
            page.getByLabel("Component").fill("ledger-db");
            page.getByLabel("Environment").fill("production");
            page.getByLabel("What is known beforehand").fill("free_disk_mb=3\nbatch_rows=1200");
            page.getByText("Predict the risk").click();
            assertThat(page.locator("h1")).hasText("bulk load · ledger-db");
            assertThat(page.locator("svg.scale")).isVisible();
            page.getByText("Failed", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("main")).containsText("The first report stands");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void looksForFixesAndSaysThatOneWorked() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> complaints = complaints(page);
            page.navigate(shop.server.url() + "/issues/" + shop.issue("No space"));
            page.getByText("Suggest fixes").click();
            page.getByText("Worked", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            assertThat(page.getByText("Noted: worked")).isVisible();
            page.navigate(shop.server.url() + "/suggestions");
            assertThat(page.locator("main")).containsText("1 of 1");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void splitsAnIssueAndTakesItBack() throws Exception {
        shop.bench.imports().logs(List.of(Files.writeString(folder.resolve("slow.log"), """
                        2026-03-03T10:00:00Z ERROR shop.Cart - slow answer of the warehouse
                        2026-03-03T10:01:00Z ERROR shop.Pay - slow answer of the warehouse
                        """)), null, "checkout");
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> complaints = complaints(page);
            page.navigate(shop.server.url() + "/issues/" + shop.issue("slow answer"));
            page.getByText("Split this issue").click();
            page.locator("select[name=by]").selectOption("logger");
            page.getByText("Split it", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("main")).containsText("was split by logger");
            page.getByText("Take it back").click();
            assertThat(page.locator("h1")).containsText("slow answer");
            assertThat(page.getByText("Take it back")).hasCount(0);
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aClassIsCorrectedWithTheKeyboardAlone() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(shop.server.url() + "/issues/" + shop.issue("No space"));

            tabTo(page, "Correct the class");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().type("hard");
            tabTo(page, "Correct it");
            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.STATUS))
                    .hasText("The class is corrected. The next training learns from it.");
            assertThat(page.getByRole(AriaRole.STATUS)).isFocused();
            assertThat(page.locator("main")).containsText("a person said so");
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasText("Issues");
        }
    }

    /** What has the focus can be seen, and what it is, is said. */
    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            Object ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
            assertThat(ring).as("the ring around what has the focus").isNotEqualTo("none");
            if (page.locator(":focus").innerText().strip().equals(name)) {
                return;
            }
        }
        throw new AssertionError("the tabulator does not reach '" + name + "'");
    }

    @Test
    void remembersTheChosenColours() {
        try (BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.navigate(shop.server.url() + "/");
            page.locator("#theme").click();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    private static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                complaints.add(page.url() + ": " + m.text());
            }
        });
        page.onPageError(e -> complaints.add(page.url() + ": " + e));
        return complaints;
    }
}
