package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.testing.Require;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Pages in a real browser. */
class ReportBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    private static Path folder;
    private static ChromeDriver browser;
    private static String recorded;

    @BeforeAll
    static void start() throws IOException {
        File driver = installed("chromedriver");
        File chromium = installed("chromium");
        Require.that("chromium", driver != null && chromium != null,
                "chromium and chromedriver are not on the path: install Debian's chromium and chromium-driver");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--user-data-dir=" + folder.resolve("profile"));
        options.setScriptTimeout(Duration.ofMinutes(5));
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).usingAnyFreePort().build(), options);
        Files.createDirectories(SCREENSHOTS);
        recorded = new Report(List.of(OldRecord.named())).html();
    }

    private static File installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(place -> new File(place, program))
                .filter(File::canExecute).findFirst().orElse(null);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static void open(String page, int width, int height) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, page);
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.manage().window().setSize(new Dimension(width, height));
        browser.get(file.toUri().toString());
    }

    private static Object js(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    private static void screenshot(String name) throws IOException {
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static void assertQuiet() {
        assertEquals(List.of(), browser.manage().logs().get(LogType.BROWSER).getAll());
        for (var entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode event = Json.parse(entry.getMessage()).path("message");
            if (event.path("method").asText().equals("Network.requestWillBeSent")) {
                String document = event.path("params").path("documentURL").asText();
                String url = event.path("params").path("request").path("url").asText();
                assertTrue(!document.startsWith("file:") || url.equals(document) || url.startsWith("data:"), url);
            }
        }
    }

    private static void assertEveryFigureIsDrawn() {
        assertEquals("",
                js("""
                        return alphafairReport.views.flatMap(view => view.spec.facets.map((facet, at) => {
                          view.chosen = at;
                          view.show();
                          const drawn = view.chart.data.datasets.map((set, index) => view.chart.getDatasetMeta(index).data
                            .filter((element, place) => set.source[place].y !== undefined && Number.isFinite(element.x) && Number.isFinite(element.y)).length);
                          const wanted = facet.lines.map(line => line.points.length);
                          return JSON.stringify(drawn) === JSON.stringify(wanted) ? '' : view.spec.id + ' ' + facet.name + ': ' + drawn + ' of ' + wanted;
                        })).filter(Boolean).join('; ')
                        """));
        assertEquals("",
                js("""
                        return alphafairReport.views.filter(view => !view.spec.title || !view.spec.text || !view.spec.y.label
                          || !['BAR', 'STACK'].includes(view.spec.kind) && !view.spec.x.label).map(view => view.spec.id).join(' ')
                        """),
                "a figure without title, sentence or axis titles");
    }

    @Test
    void everyFigureIsDrawnWithEveryLineAndNothingIsFetched() throws IOException {
        open(recorded, 1400, 900);
        assertEquals("recommendation time-over-n time-over-t time-over-k shares regret",
                js("return alphafairReport.views.map(view => view.spec.id).join(' ')"));
        assertEveryFigureIsDrawn();
        assertQuiet();
        // Again, as a reader first sees it.
        open(recorded, 1400, 9000);
        screenshot("whole");
    }

    @Test
    void theFirstScreenHasTheSentenceAndThePicture() throws IOException {
        open(recorded, 1400, 900);
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 1400, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        long end = ((Number) js(
                "return Math.ceil(document.querySelector('#recommendation figure').getBoundingClientRect().bottom)"))
                .longValue();
        assertTrue(end <= (Long) js("return innerHeight"), "the picture ends at " + end + " pixels");
        screenshot("first");
    }

    @Test
    void aRunWithSessionsOfEveryKindIsDrawn() throws IOException {
        open(new Report(List.of(new NamedRun("made", "Test CPU", MadeRuns.everything(), Map.of()))).html(), 1400, 9000);
        assertEquals("recommendation time-over-n shares gpu regret cold-start",
                js("return alphafairReport.views.map(view => view.spec.id).join(' ')"));
        assertEveryFigureIsDrawn();
        assertQuiet();
        screenshot("everything");
    }

    @Test
    void hoveringShowsTheTablesTextAndTheLegendHidesALine() throws IOException {
        open(recorded, 1400, 900);
        List<?> place = (List<?>) js("""
                const view = alphafairReport.views[1];
                view.canvas.scrollIntoView({block: 'center', behavior: 'instant'});
                const at = view.chart.getDatasetMeta(0).data[1];
                const box = view.canvas.getBoundingClientRect();
                return [Math.round(at.x - box.width / 2), Math.round(at.y - box.height / 2)];
                """);
        new Actions(browser).moveToElement(browser.findElement(By.cssSelector("#sizes canvas")),
                ((Number) place.get(0)).intValue(), ((Number) place.get(1)).intValue()).perform();
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(driver -> (Boolean) js("return alphafairReport.views[1].chart.tooltip.opacity > 0"));
        String shown = js("return alphafairReport.views[1].chart.tooltip.body[0].lines[0]").toString();
        assertTrue(shown.matches("\\w+: [\\d.]+ (ns|µs|ms) \\[[\\d.]+, [\\d.]+\\]"), shown);
        String text = shown.replaceFirst("^\\w+: ", "");
        assertTrue(browser.findElements(By.cssSelector("#cells-bestItems td")).stream()
                .anyMatch(cell -> cell.getText().equals(text)), shown);

        WebElement legend = browser.findElements(By.cssSelector("#sizes .legend button")).getFirst();
        assertEquals(true, js("return alphafairReport.views[1].chart.isDatasetVisible(0)"));
        legend.click();
        assertEquals(false, js("return alphafairReport.views[1].chart.isDatasetVisible(0)"));
        assertEquals("false", legend.getAttribute("aria-pressed"));
        legend.sendKeys(Keys.ENTER);
        assertEquals(true, js("return alphafairReport.views[1].chart.isDatasetVisible(0)"));
    }

    @Test
    void arrowKeysReadThePointsAndTablesAreSortedByTheirValues() throws IOException {
        open(recorded, 1400, 900);
        WebElement canvas = browser.findElement(By.cssSelector("#sizes canvas"));
        canvas.sendKeys(Keys.ARROW_RIGHT);
        String first = browser.findElement(By.cssSelector("#sizes [role=status].live")).getAttribute("textContent");
        assertTrue(first.startsWith("scalar: "), first);
        canvas.sendKeys(Keys.ARROW_DOWN);
        String next = browser.findElement(By.cssSelector("#sizes [role=status].live")).getAttribute("textContent");
        assertTrue(next.startsWith("simd: "), next);
        js("[...document.querySelectorAll('#cells-bestItems th button')].find(head => head.textContent === 'median').click()");
        // 7.23 µs is less than 221 µs, which is less than 3.63 ms.
        assertEquals(true,
                js("""
                        const values = [...document.querySelectorAll('#cells-bestItems tbody tr')].map(row => Number(row.cells[5].dataset.value));
                        return values.length > 30 && values.every((value, at) => at === 0 || values[at - 1] <= value)
                        """));
        browser.findElement(By.id("filter")).sendKeys("forkjoin zipf");
        assertEquals("1 of 66 rows", browser.findElement(By.id("filtered")).getText());
    }

    @Test
    void darkIsDark() throws IOException {
        open(recorded, 1400, 900);
        js("if (document.documentElement.dataset.theme === 'dark') document.getElementById('theme').click()");
        String light = colours();
        browser.findElement(By.id("theme")).click();
        assertNotEquals(light, colours());
        screenshot("dark");
    }

    private static String colours() {
        return js(
                "return getComputedStyle(document.body).backgroundColor + alphafairReport.views[0].chart.data.datasets[0].borderColor")
                .toString();
    }

    @Test
    void narrowAndMagnifiedPagesNeedNoSidewaysScrolling() throws IOException {
        open(recorded, 1400, 900);
        // The browser's own windows are not as narrow as a telephone's.
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 400, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        assertEquals(400L, js("return innerWidth"));
        assertFits("400 pixels");
        screenshot("narrow");
        open(recorded, 1400, 900);
        // A browser's zoom of 300 % is a view port of a third.
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 433, "height", 300, "deviceScaleFactor", 3, "mobile", false));
        assertFits("300 %");
    }

    private static void assertFits(String what) {
        long wide = ((Number) js("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
        assertTrue(wide <= 0, what + ": " + wide + " pixels too wide");
        assertTrue(((Number) js(
                "return Math.min(...alphafairReport.views.map(view => view.chart.chartArea.right - view.chart.chartArea.left))"))
                .doubleValue() > 100, what + ": a figure has no room");
    }

    @ParameterizedTest
    @CsvSource({"400,light", "1400,dark"})
    void axeFindsNothing(int width, String theme) throws IOException {
        assertAxeFindsNothing(width, theme);
    }

    @ParameterizedTest
    @CsvSource({"400,dark", "1400,light"})
    @Tag("long")
    void axeFindsNothingInTheOtherThemesEither(int width, String theme) throws IOException {
        assertAxeFindsNothing(width, theme);
    }

    private static void assertAxeFindsNothing(int width, String theme) throws IOException {
        String made = new Report(List.of(new NamedRun("made", "Test CPU", MadeRuns.everything(), Map.of()))).html();
        for (String page : List.of(recorded, made)) {
            open(page, 1400, 900);
            browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
            js("if (document.documentElement.dataset.theme !== arguments[0]) document.getElementById('theme').click()",
                    theme);
            js("document.querySelectorAll('details').forEach(each => { each.open = true; })");
            js(axe());
            assertEquals("", browser.executeAsyncScript(
                    """
                            const done = arguments[arguments.length - 1];
                            axe.run({resultTypes: ['violations']}).then(found => done(found.violations.map(each => each.id + ': ' + each.help
                              + ' ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' ')).join(' | ')),
                              fault => done(String(fault)))
                            """));
        }
    }

    /** The script of axe-core, which tests pages for accessibility. */
    private static String axe() throws IOException {
        try (InputStream in = ReportBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void headingsExplainTheirTermsAndWideTablesSayThatTheyScroll() throws IOException {
        open(recorded, 1400, 900);
        WebElement median = browser.findElement(By.xpath("//table[@id='cells-bestItems']//th/button[abbr='median']"));
        String meaning = js("return document.getElementById(arguments[0].getAttribute('aria-describedby')).textContent",
                median).toString();
        assertTrue(meaning.startsWith("The time of one call"), meaning);
        assertEquals(meaning, median.findElement(By.tagName("abbr")).getAttribute("title"));
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 400, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        WebElement hint = browser.findElement(By.xpath("//p[contains(@class, 'wide')][following-sibling::div//table["
                + "@id='recommendation-recommendation']]"));
        new WebDriverWait(browser, Duration.ofSeconds(10)).until(driver -> hint.isDisplayed());
        js("arguments[0].scrollIntoView({block: 'start', behavior: 'instant'})", hint);
        screenshot("narrow-table");
    }

    @Test
    void markupInNamesStaysText() throws IOException {
        String evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        NamedRun run = MadeRuns.named(MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.race(100),
                MadeRuns.raced("floor:1", Role.CEILING, 1, 1e6), MadeRuns.raced(evil, Role.BACKEND, 1, 2e6),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 3e6)));
        open(new Report(List.of(MadeRuns.on("CPU " + evil, run))).html(), 1400, 900);
        assertFalse(browser.getTitle().equals("owned"));
        assertEquals(0, browser.findElements(By.cssSelector("img")).size());
        assertTrue(js("return document.body.textContent").toString().contains("CPU <img"));
        assertQuiet();
    }
}
