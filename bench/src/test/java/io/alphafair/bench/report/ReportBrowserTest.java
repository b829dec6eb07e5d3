package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RecordFiles;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Samples;
import io.alphafair.bench.record.Verdict;
import io.alphafair.testing.Require;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** A recorded run's page in a real browser. */
class ReportBrowserTest {
    private static final Path RECORD = Path.of("").toAbsolutePath().getParent()
            .resolve("results/2026-11-22-amd-epyc-e6ac4799b");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    private static Path folder;
    private static ChromeDriver browser;

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
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).usingAnyFreePort().build(), options);
        Files.createDirectories(SCREENSHOTS);
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
        browser.manage().window().setSize(new Dimension(width, height));
        browser.get(file.toUri().toString());
    }

    private static String page(Path record) throws IOException {
        return HtmlReport.of(NamedRun.readAll(List.of(record)));
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

    private static void assertEveryChartIsDrawn() {
        assertEquals("",
                js("""
                        return alphafairReport.views.flatMap(view => view.spec.facets.map((facet, at) => {
                          view.chosen = at;
                          view.show();
                          const drawn = view.chart.data.datasets.map((set, index) => view.chart.getDatasetMeta(index).data
                            .filter((element, place) => set.source[place].y !== undefined && Number.isFinite(element.x) && Number.isFinite(element.y)).length);
                          const wanted = facet.series.map(series => series.points.length);
                          return JSON.stringify(drawn) === JSON.stringify(wanted) ? '' : view.spec.id + ' ' + facet.name + ': ' + drawn + ' of ' + wanted;
                        })).filter(Boolean).join('; ')
                        """));
    }

    @Test
    void everyChartIsDrawnWithEverySeriesAndNothingIsFetched() throws IOException {
        open(page(RECORD), 1300, 900);
        assertEquals(9L, js("return alphafairReport.views.length"));
        assertEveryChartIsDrawn();
        assertQuiet();
        // Again, as a reader first sees it.
        open(page(RECORD), 1300, 9000);
        screenshot("whole");
    }

    @Test
    void theGpusChartsAndTheComparisonsAreDrawn() throws IOException {
        open(HtmlReport.of(List.of(new NamedRun("gpu", "CPU", Samples.recordWithGpu()))), 1300, 9000);
        assertEquals(4L, js("return alphafairReport.views.filter(view => view.spec.id.startsWith('gpu-')).length"));
        assertEveryChartIsDrawn();
        assertQuiet();
        screenshot("gpu");
        RunRecord before = RecordFiles.run(RecordFiles.environment("CPU", "1111111111", "2026-01-01T00:00:00Z"), 6, 8,
                1,
                1);
        RunRecord after = RecordFiles.run(RecordFiles.environment("CPU", "2222222222", "2026-01-02T00:00:00Z"), 6, 8,
                1.2,
                2);
        Comparison comparison = Comparison.of(new NamedRun("before", "CPU", before),
                new NamedRun("after", "CPU", after),
                Comparison.THRESHOLD, false);
        open(ComparisonPage.of(comparison), 1300, 1600);
        assertEveryChartIsDrawn();
        assertQuiet();
        assertEquals(12, browser.findElements(By.cssSelector("tr[data-change=SLOWER]")).size());
        screenshot("comparison");
    }

    @Test
    void hoveringShowsTheRecordsValueAndTheLegendHidesASeries() throws IOException {
        open(page(RECORD), 1300, 900);
        List<?> place = (List<?>) js("""
                const view = alphafairReport.views[0];
                view.canvas.scrollIntoView({block: 'center', behavior: 'instant'});
                const at = view.chart.getDatasetMeta(0).data[1];
                const box = view.canvas.getBoundingClientRect();
                return [Math.round(at.x - box.width / 2), Math.round(at.y - box.height / 2)];
                """);
        new Actions(browser).moveToElement(browser.findElement(By.cssSelector("canvas")),
                ((Number) place.get(0)).intValue(), ((Number) place.get(1)).intValue()).perform();
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(driver -> (Boolean) js("return alphafairReport.views[0].chart.tooltip.opacity > 0"));
        Map<?, ?> shown = (Map<?, ?>) js("""
                const view = alphafairReport.views[0];
                const tooltip = view.chart.tooltip;
                const item = tooltip.dataPoints[0];
                const series = view.facet.series[item.datasetIndex];
                return {text: tooltip.body[0].lines[0], name: series.name, y: series.points[item.dataIndex].y};
                """);
        assertTrue(shown.get("text").toString().startsWith(shown.get("name") + ": "
                + Quantity.time(((Number) shown.get("y")).doubleValue(), Double.NaN)), shown.toString());

        WebElement legend = browser.findElements(By.cssSelector(".legend button")).getFirst();
        assertEquals(true, js("return alphafairReport.views[0].chart.isDatasetVisible(0)"));
        legend.click();
        assertEquals(false, js("return alphafairReport.views[0].chart.isDatasetVisible(0)"));
        assertEquals("false", legend.getAttribute("aria-pressed"));
        legend.sendKeys(Keys.ENTER);
        assertEquals(true, js("return alphafairReport.views[0].chart.isDatasetVisible(0)"));
    }

    @Test
    void arrowKeysReadThePoints() throws IOException {
        open(page(RECORD), 1300, 900);
        WebElement canvas = browser.findElement(By.cssSelector("canvas"));
        canvas.sendKeys(Keys.ARROW_RIGHT);
        String first = browser.findElement(By.cssSelector("[role=status].live")).getAttribute("textContent");
        assertTrue(first.startsWith("scalar: "), first);
        canvas.sendKeys(Keys.ARROW_DOWN);
        String next = browser.findElement(By.cssSelector("[role=status].live")).getAttribute("textContent");
        assertTrue(next.startsWith("simd: "), next);
    }

    @Test
    void darkIsDark() throws IOException {
        open(page(RECORD), 1300, 900);
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
        open(page(RECORD), 1300, 900);
        // The browser's own windows are not as narrow as a telephone's.
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 400, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        assertEquals(400L, js("return innerWidth"));
        assertFits("400 pixels");
        screenshot("narrow");
        open(page(RECORD), 1300, 900);
        // A browser's zoom of 300 % is a view port of a third.
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 433, "height", 300, "deviceScaleFactor", 3, "mobile", false));
        try {
            assertFits("300 %");
            screenshot("magnified");
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static void assertFits(String what) {
        long wide = ((Number) js("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
        assertTrue(wide <= 0, what + ": " + wide + " pixels too wide");
        assertTrue(((Number) js(
                "return Math.min(...alphafairReport.views.map(view => view.chart.chartArea.right - view.chart.chartArea.left))"))
                .doubleValue() > 100, what + ": a chart has no room");
    }

    @Test
    void aSkippedBackendShowsItsReasonAndMarkupStaysText() throws IOException {
        String evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        RunRecord record = RunRecord.of(RecordFiles.environment("CPU " + evil, "0123456789", "2026-01-01T00:00:00Z"),
                List.of(RecordFiles.measured(RecordFiles.cell(evil, 1000, 8, 4), new double[][]{{10, 11}, {12, 13}}, 0),
                        RecordFiles.measured(RecordFiles.cell(evil, 2000, 8, 4), new double[][]{{20, 21}, {22, 23}}, 0),
                        CellResult.without(RecordFiles.cell("gone", 1000, 8, 4), Verdict.UNAVAILABLE,
                                "no device " + evil)));
        open(HtmlReport.of(List.of(new NamedRun("run " + evil, "CPU", record))), 1300, 900);
        assertFalse(browser.getTitle().equals("owned"));
        assertEquals(0, browser.findElements(By.cssSelector("img")).size());
        WebElement row = browser.findElement(By.cssSelector("tr.skipped[data-cell]"));
        assertTrue(row.getText().contains("no device <img"), row.getText());
        assertQuiet();
    }
}
