package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Summary;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forks that were measured too early are marked and left out. */
class SummariesTest {
    private static final Turn JMH = new Turn.JmhFork(1, 3, 100, 1000);

    private static Series forks(double[][] nanos, double[][] bytes, String... unsettled) {
        List<String> marks = unsettled.length == 0 ? Collections.nCopies(nanos.length, "") : Arrays.asList(unsettled);
        return Summaries.of(new Series(Id.parse("a"), Role.BACKEND, "", 1, Verdict.MATCHED, "",
                Map.of(Metric.TIME.name(), nanos, Metric.ALLOCATED.name(), bytes), marks, Map.of(), List.of()), JMH);
    }

    private static double[][] zeros(int forks) {
        return new double[forks][3];
    }

    @Test
    void allForksCountWhereAllHaveSettled() {
        Series series = forks(new double[][]{{10, 11, 12}, {12, 13, 14}}, zeros(2));
        Summary time = series.of(Metric.TIME).orElseThrow();
        assertEquals(12, time.median());
        assertEquals(2, time.forks());
        assertEquals(6, time.samples());
        assertEquals(0, series.unsettledForks());
    }

    @Test
    void aForkThatSaysThatItHasNotSettledIsLeftOut() {
        Series series = forks(new double[][]{{10, 11, 12}, {12, 13, 14}}, zeros(2), "", "not settled within 10 s");
        assertEquals(11, series.of(Metric.TIME).orElseThrow().median());
        assertEquals(1, series.unsettledForks());
        assertEquals(0, Summaries.farBehind(series));
    }

    @Test
    void aForkFarBehindTheFastestIsLeftOutWhateverItSays() {
        Series series = forks(new double[][]{{1000, 1100, 1200}, {10, 11, 12}, {12, 13, 14}}, zeros(3));
        assertEquals(List.of("100.0 times as long as another fork", "", ""), series.unsettled());
        assertEquals(1, Summaries.farBehind(series));
        assertEquals(12, series.of(Metric.TIME).orElseThrow().median());
    }

    @Test
    void aForkWhoseVectorsAreOnTheHeapIsLeftOut() {
        Series series = forks(new double[][]{{10, 11, 12}, {12, 13, 14}},
                new double[][]{{0, 0, 0}, {9000, 9000, 9000}});
        assertEquals(List.of("", "9000 bytes per call, 0 in another fork"), series.unsettled());
        assertEquals(1, Summaries.farBehind(series));
    }

    @Test
    void aSmallPartMoreBytesIsNoReason() {
        Series series = forks(new double[][]{{10, 11, 12}, {12, 13, 14}},
                new double[][]{{592_000, 592_000, 592_000}, {597_000, 597_000, 597_000}});
        assertEquals(0, series.unsettledForks());
    }

    @Test
    void aSubjectWithoutASettledForkHasNoTime() {
        Series series = forks(new double[][]{{10, 11, 12}}, zeros(1), "not settled within 10 s");
        assertTrue(series.summary().isEmpty());
        assertFalse(series.isMeasured());
        assertEquals(Verdict.MATCHED, series.verdict());
    }
}
