package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.SampleRuns;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @Test
    void whatARecordSaysIsTextAndNeverMarkup() {
        String evil = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">|`a`*b*\u001b[31m\u202e\n# head";
        Session measured = MadeRuns.session(Question.BEST_ITEMS, Problem.of(evil, 1000, 8, 4), Schedule.race(100),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 100), MadeRuns.raced("simd", Role.BACKEND, 1, 50));
        Session session = new Session(evil, measured.problem(), Schedule.jmh(3, 1, 1, 1), measured.metrics(), 0,
                List.of(measured.series().getFirst(),
                        Series.without(Id.parse("b"), Role.BACKEND, Verdict.MISMATCHED, evil + "</script>")),
                List.of(), Map.of(), "");
        Report report = new Report(List.of(new NamedRun(evil, evil,
                MadeRuns.on(evil, MadeRuns.named(measured, session)).run(), Map.of("cells", evil))));
        String page = report.html();
        assertFalse(page.contains("<script>alert"), "a script of the record's");
        assertFalse(page.contains("<img"), "an element of the record's");
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), "the text is lost");
        String markdown = report.markdown();
        assertFalse(markdown.contains("<script") || markdown.contains("<img"), markdown);
        assertFalse(Pattern.compile("^# head", Pattern.MULTILINE).matcher(markdown).find(),
                "a heading of the record's");
        for (String text : List.of(page, markdown, report.csv())) {
            assertFalse(text.contains("\u001b") || text.contains("\u202e"), "a control character of the record's");
            assertTrue(text.contains("u001b[31m"), "its name is lost");
        }
        for (Map.Entry<String, List<Map<String, String>>> table : Printed.markdown(markdown).entrySet()) {
            table.getValue().forEach(row -> assertEquals(table.getValue().getFirst().keySet(), row.keySet()));
        }
    }

    /** So few forks or rounds cannot give an interval of 95 % without an assumption about the distribution. */
    @Test
    void wherever95PercentIsSaidFewerThanSixForksAreToo() throws IOException {
        Report report = new Report(List.of(new NamedRun("made", "Test CPU", MadeRuns.everything(), Map.of())));
        String page = report.html().replaceAll("\\s+", " ");
        for (String text : List.of(page, report.markdown(), ReadmeTable.of(OldRecord.named()))) {
            String[] parts = text.split("(?<![\\d.])95 ?%", -1);
            assertTrue(parts.length > 1, text);
            for (int part = 1; part < parts.length; part++) {
                String after = parts[part].substring(0, Math.min(250, parts[part].length()));
                assertTrue(after.contains("ewer than 6 "), parts[part - 1] + "95 %" + after);
            }
        }
    }

    @Test
    void whatHasNoTimeSaysWhy() {
        Report report = new Report(List.of(new NamedRun("sample", "Test CPU", SampleRuns.run(), Map.of())));
        for (String text : List.of(report.html(), report.markdown())) {
            assertTrue(text.contains("did not match: group 1 differs"), "a mismatch");
            assertTrue(text.contains("it ended with code 1"), "a session without a result");
            assertTrue(text.contains("gone: no device"), "an absent backend");
            assertTrue(text.contains("coldStart, uniform"), "what was left out");
        }
    }

    @Test
    void thePageAnswersOnceAndBeforeTheFindings() {
        NamedRun run = MadeRuns.named(MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.race(100),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 30e6), MadeRuns.raced("simd", Role.BACKEND, 1, 6e6)));
        String page = new Report(List.of(run)).html();
        String[] parts = page.split("For a group argmax", -1);
        assertEquals(2, parts.length);
        assertTrue(page.contains("<section id=\"findings\""));
        assertFalse(parts[0].contains("<section id=\"findings\""), "the findings come first");
        String none = new Report(List.of(MadeRuns.named(MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE,
                Schedule.race(100), MadeRuns.raced("scalar", Role.BACKEND, 1, 30e6))))).html();
        assertEquals(2, none.split("so this run recommends none", -1).length, "said among the findings");
    }

    @Test
    void anAnswerWithCapsStandsBesideItsGroupArgmax() {
        Session session = MadeRuns.session(Question.SELECT, MadeRuns.LARGE, Schedule.race(100),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 30e6), MadeRuns.raced("simd", Role.BACKEND, 1, 6e6),
                MadeRuns.raced("argmax:scalar", Role.ARGMAX, 1, 20e6),
                MadeRuns.raced("argmax:simd", Role.ARGMAX, 1, 4e6));
        List<Map<String, String>> races = Printed.markdown(new Report(List.of(MadeRuns.named(session))).markdown())
                .get("Every race");
        Map<String, String> simd = races.stream().filter(row -> row.get("subject").equals("simd")).findFirst()
                .orElseThrow();
        assertEquals("select", simd.get("question"));
        assertTrue(simd.get("time over its group argmax").startsWith("1.5"), simd.toString());
        Map<String, String> argmax = races.stream().filter(row -> row.get("subject").equals("argmax:simd"))
                .findFirst().orElseThrow();
        assertEquals("–", argmax.get("time over its group argmax"));
    }

    @Test
    void theCeilingIsThatOfAsManyThreads() {
        Map<String, List<Map<String, String>>> tables = Printed.markdown(
                new Report(List.of(new NamedRun("made", "Test CPU", MadeRuns.everything(), Map.of()))).markdown());
        Map<String, String> many = tables.get("Every race").stream().filter(row -> row.get("subject").equals("many"))
                .findFirst().orElseThrow();
        assertEquals("floor:all", many.get("ceiling"));
        assertTrue(many.get("share of ceiling").matches("(79|80|81)\\.\\d % \\[.*\\]"), many.toString());
        assertTrue(many.get("speedup over one thread").startsWith("1.6"), many.toString());
        Map<String, String> simd = tables.get("Every race").stream().filter(row -> row.get("subject").equals("simd"))
                .findFirst().orElseThrow();
        assertEquals("floor:1", simd.get("ceiling"));
        assertTrue(simd.get("speedup over native").startsWith("0.8"), simd.toString());
    }

    @Test
    void wholeProcessesAreComparedWithTheBestNamedBackend() {
        List<Map<String, String>> rows = Printed.markdown(
                new Report(List.of(new NamedRun("made", "Test CPU", MadeRuns.everything(), Map.of()))).markdown())
                .get("Every whole process");
        assertEquals(List.of("scalar", "simd", "auto"), rows.stream().map(row -> row.get("backend")).toList());
        List<String> over = rows.stream().map(row -> row.get("time over the best named backend's")).toList();
        assertEquals("1.00", over.get(0));
        assertTrue(over.get(1).startsWith("1.4"), over.toString());
        assertTrue(over.get(2).matches("1\\.(09|1[01]).*"), over.toString());
    }

    @Test
    void runsOfTwoMachinesStandOneAfterTheOther() {
        NamedRun one = new NamedRun("one", "First CPU", MadeRuns.everything(), Map.of());
        Report report = new Report(List.of(one, MadeRuns.on("Second CPU", one)));
        assertTrue(report.markdown().contains("## Distance from the machine's limits: First CPU"));
        assertTrue(report.markdown().contains("## Distance from the machine's limits: Second CPU"));
        List<Map<String, String>> csv = Printed.csv(report.csv());
        assertEquals(2, csv.stream().map(line -> line.get("machine")).distinct().count());
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(report.html().replaceAll("(?s)<script.*", ""))
                .results().map(found -> found.group(1))
                .toList();
        assertEquals(ids.stream().distinct().toList(), ids, "ids are unique");
    }

    @Test
    void whatIsWrongWithASectionIsSaidThere(@TempDir Path folder) throws IOException {
        RunFolder run = RunFolder.begin(folder, SampleRuns.header("2026-01-01T00:00:00Z"));
        Path record = run.finish(MadeRuns.everything(), Map.of());
        Json.write(record.resolve("errata.json"), Map.of("auto", "too <early"));
        String page = new Report(NamedRun.readAll(List.of(record))).html();
        assertTrue(page.contains("<dt>What is wrong with auto</dt><dd>too &lt;early</dd>"), "on top");
        assertTrue(page.contains(
                "Choices of auto</h2>\n<p class=\"missing\">What is wrong with these numbers: too &lt;early</p>"),
                "in the section");
        Json.write(record.resolve("errata.json"), Map.of("auto", List.of()));
        assertTrue(assertThrows(IOException.class, () -> NamedRun.readAll(List.of(record))).getMessage()
                .endsWith("errata.json, field auto: expected what is wrong, as text"));
        Json.write(record.resolve("errata.json"), Map.of("bestItems", "too early"));
        assertTrue(assertThrows(IOException.class, () -> NamedRun.readAll(List.of(record))).getMessage()
                .contains(
                        "errata.json, field bestItems: no section of a report; expected one of recommendation, setup, "));
    }

    @Test
    void nothingIsFetched() {
        String page = new Report(List.of(MadeRuns.named())).html();
        assertTrue(page.contains("default-src 'none'"), "the policy");
        assertFalse(Pattern.compile("(src|href)=\"https?:").matcher(page).find(), "an address");
    }

    @Test
    void twoThousandCellsAreAFewMegabytes() {
        List<Session> sessions = new ArrayList<>();
        for (int n = 1; n <= 10; n++) {
            for (int t = 1; t <= 8; t++) {
                for (int k = 1; k <= 9; k++) {
                    sessions.add(MadeRuns.session(Question.BEST_ITEMS, Problem.of("uniform", 1000 * n, t, k),
                            Schedule.race(100), Map.of(), List.of(Metric.TIME),
                            MadeRuns.raced("scalar", Role.BACKEND, 1, 1e3 * n * t),
                            MadeRuns.raced("simd", Role.BACKEND, 1, 2e2 * n * t),
                            MadeRuns.raced("many", Role.BACKEND, 2, 1e2 * n * t)));
                }
            }
        }
        int size = new Report(List.of(MadeRuns.named(sessions.toArray(Session[]::new)))).html()
                .getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < 5_000_000, size + " bytes");
    }
}
