package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run of an earlier version shows the numbers that its own report showed. */
class OldRecordTest {
    private static final Pattern OLD_RANGE = Pattern.compile("([\\d.]+) – ([\\d.]+) (ns|µs|ms|s)");
    private static final Pattern NEW_TIME = Pattern.compile("([\\d.]+) (ns|µs|ms|s) \\[([\\d.]+), ([\\d.]+)\\]");
    /** Cells with a fork that would be left out today: "label, parameters, backend". */
    private static final List<String> LEFT_OUT = List.of("allocate, alpha 1, simd", "allocate, alpha 1.5, simd",
            "allocate, alpha inf, simd", "sweep, alphas 1000, scalar", "sweep, alphas 1000, simd",
            "sweep, alphas 1000, forkjoin");
    private static Map<String, List<Map<String, String>>> before;
    private static Map<String, List<Map<String, String>>> now;

    @BeforeAll
    static void read() throws IOException {
        before = Printed.markdown(OldRecord.text("report.md"));
        now = Printed.markdown(new Report(List.of(OldRecord.named())).markdown());
    }

    private static Map<String, String> find(String table, Map<String, String> row, String... columns) {
        return now.get(table).stream().filter(candidate -> List.of(columns).stream().allMatch(
                column -> row.getOrDefault(column.isEmpty() ? "" : column, "")
                        .equals(candidate.getOrDefault(column.isEmpty() ? "parameters" : column, ""))))
                .findFirst().orElseThrow(() -> new AssertionError("no row of " + table + " for " + row));
    }

    @Test
    void everyCellHasTheMedianTheIntervalAndWhatFollowsFromThem() {
        int cells = 0;
        List<String> leftOut = new ArrayList<>();
        for (String label : List.of("bestItems", "allocate", "nmes", "census", "denseGradient", "denseVjp", "sweep",
                "batch",
                "againstSolver")) {
            for (Map<String, String> old : before.get(label)) {
                if (old.get("median").equals("–")) {
                    continue;
                }
                cells++;
                Map<String, String> row = find(label, old, "shape", "N", "T", "K", "", "backend");
                if (row.getOrDefault("notes", "").contains("forks left out")) {
                    leftOut.add(label + ", " + old.get("") + ", " + old.get("backend"));
                    continue;
                }
                assertTrue(row.get("median").startsWith(old.get("median") + " ["), old + " " + row);
                assertSameInterval(old.get("95 % interval"), row.get("median"));
                assertEquals(old.get("ns an element"), row.get("ns/element"), old::toString);
                assertEquals(old.get("GB/s"), row.getOrDefault("GB/s", "–"), old::toString);
                assertEquals(old.get("B/call"), row.get("B/op"), old::toString);
                assertEquals(old.get("CV"), row.get("CV"), old::toString);
                if (!LEFT_OUT.contains(label + ", " + old.get("") + ", scalar")) {
                    assertEquals(old.get("× scalar"), row.get(Tables.SPEEDUP).replaceAll(" \\[.*", ""), old::toString);
                }
            }
        }
        assertEquals(66, cells);
        assertEquals(LEFT_OUT, leftOut);
    }

    /** Text by text where both are in one unit, else to the digits that the coarser text has. */
    private static void assertSameInterval(String old, String cell) {
        Matcher range = OLD_RANGE.matcher(old);
        Matcher time = NEW_TIME.matcher(cell);
        assertTrue(range.matches() && time.matches(), old + " and " + cell);
        if (range.group(3).equals(time.group(2))) {
            assertEquals(range.group(1) + " " + range.group(2), time.group(3) + " " + time.group(4));
            return;
        }
        for (int end = 1; end <= 2; end++) {
            double nanos = Double.parseDouble(range.group(end)) * scale(range.group(3));
            assertEquals(nanos, Double.parseDouble(time.group(end + 2)) * scale(time.group(2)), 0.005 * nanos, cell);
        }
    }

    private static double scale(String unit) {
        return Math.pow(1000, List.of("ns", "µs", "ms", "s").indexOf(unit));
    }

    @Test
    void everyRaceHasItsMedianAndItsShareOfTheCeiling() {
        int arms = 0;
        for (Map<String, String> old : before.get("Races")) {
            if (old.get("time a call").equals("–")) {
                continue;
            }
            arms++;
            String[] arm = old.get("arm").split(" ");
            boolean reads = old.get("race").equals("read");
            String question = reads
                    ? "bestItems"
                    : arm.length > 1 && arm[1].equals("vjp") ? "denseVjp" : "denseGradient";
            String subject = arm[0].replace("ceiling-", reads ? "floor+labels:" : "write:").replace("native-",
                    "native:");
            Map<String, String> row = now.get("Every race").stream()
                    .filter(candidate -> candidate.get("subject").equals(subject)
                            && candidate.get("question").equals(question)
                            && List.of("shape", "N", "T", "K").stream()
                                    .allMatch(size -> candidate.get(size).equals(old.get(size))))
                    .findFirst().orElseThrow(() -> new AssertionError(old.toString()));
            assertTrue(row.get("median").startsWith(old.get("time a call") + " ["), old + " " + row);
            assertEquals(old.get("GB/s"), row.get("GB/s"));
            assertEquals(old.get("rounds"), row.get("rounds"));
            assertEquals(old.get("% of ceiling").replace(" [", " % ["),
                    row.get("share of ceiling").equals("–") ? "–" : row.get("share of ceiling"), old::toString);
        }
        assertTrue(arms > 30, arms + " arms");
    }

    @Test
    void everyPeerHasItsTimeAndItsRatio() {
        int pairs = 0;
        for (Map<String, String> old : before.get("Peers")) {
            if (old.get("x").equals("–")) {
                continue;
            }
            pairs++;
            Map<String, String> row = find("Every peer", old, "shape", "N", "T", "K", "peer", "backend");
            assertEquals(old.get("x"), row.get("speedup"));
            assertTrue(row.get("peer's time").startsWith(old.get("its time")) || row.get("backend's time")
                    .startsWith(old.get("its time")), old + " " + row);
        }
        assertEquals(36, pairs);
    }

    @Test
    void theChoicesOfAutoAreJudgedAsThen() throws IOException {
        assertTrue(OldRecord.text("report.md")
                .contains("auto: regret at most 10 % in 121 of 124 cells (97.6 %), surely above it in 3; "
                        + "mean 1.0 %"));
        String sentence = FindingsTest.told(OldRecord.named()).get("Choices of auto");
        assertTrue(
                sentence.contains(
                        "on 121 of 124 problems (97.6 %). The regret is certainly above 10 % on 3. Its mean is 1.0 %"),
                sentence);
        Map<String, String> worst = now.get("Every problem of the grid").stream()
                .filter(row -> row.get("N").equals("333,333") && row.get("shape").equals("uniform")
                        && row.get("K").equals("1"))
                .findFirst().orElseThrow();
        assertEquals("30.5 % [14.6, 37.9]", worst.get("regret"));
    }
}
