package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.statistics.descriptive.Median;
import org.junit.jupiter.api.Test;

/** The run whose numbers the README shows. */
class RecordedRunTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\(results/([^/)]+)/report\\.md\\)");
    private static final double MOST_LEFT_OUT = 0.1;
    /** Bytes per call beside what a question needs by design. */
    private static final double SMALL_CHANGE = 8192;
    /**
     * Cells of calls of 10 ms that were recorded before forks warmed up on a smaller problem: what simd runs once per call was
     * not compiled by the last tier yet, and took 10 KB for vectors.
     */
    private static final Set<String> NOT_COMPILED = Set.of("bestItems, uniform, 1,000,000 × 8, K = 1: simd",
            "allocate, census, 1,000,000 × 8, K = 12, alpha 1: simd");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static NamedRun recorded() throws IOException {
        Matcher link = LINK.matcher(readme());
        assertTrue(link.find(), "the README links no recorded run");
        return NamedRun.readAll(List.of(ROOT.resolve("results").resolve(link.group(1)))).getFirst();
    }

    @Test
    void theReadmeShowsItsNumbers() throws IOException {
        assertEquals(ReadmeTable.into(readme(), recorded()), readme());
    }

    /** A ceiling that something exceeds beyond its interval is none. */
    @Test
    void nothingExceedsItsCeiling() throws IOException {
        int judged = 0;
        for (Session session : recorded().run().sessions()) {
            for (Ratio ratio : session.ratios()) {
                boolean ceiling = session.find(ratio.against()).orElseThrow().role() == Role.CEILING;
                boolean sameThreads = ceiling && ratio.against().variant().equals(
                        session.find(ratio.subject()).orElseThrow().threads() > 1 ? "all" : "1");
                if (sameThreads) {
                    judged++;
                    assertTrue(ratio.low() <= 1, session.problem() + ": " + ratio);
                }
            }
        }
        assertTrue(judged > 0, "no race was recorded");
    }

    @Test
    void mostForksHaveSettledAndNeedFewBytes() throws IOException {
        long forks = 0;
        long leftOut = 0;
        List<String> tooMany = new ArrayList<>();
        for (Session session : recorded().run().sessions()) {
            Question question = Question.of(session.question()).orElseThrow();
            for (Series series : session.series()) {
                if (session.how().turn() instanceof Turn.JmhFork && series.verdict() == Verdict.MATCHED) {
                    forks += series.unsettled().size();
                    leftOut += series.unsettledForks();
                    String cell = session.question() + ", " + session.problem() + ": " + series.subject();
                    double most = SMALL_CHANGE + question.allocatedBytes(session.problem());
                    // An answer with caps is a new object with lists of its own.
                    if (!question.isCapped() && series.role() != Role.SOLVER && !NOT_COMPILED.contains(cell)
                            && Arrays.stream(settled(series, Metric.ALLOCATED)).anyMatch(bytes -> bytes > most)) {
                        tooMany.add(cell + " needs more than " + most + " bytes per call");
                    }
                }
            }
        }
        assertTrue(forks > 0, "no cell was recorded");
        assertTrue(leftOut <= MOST_LEFT_OUT * forks, leftOut + " of " + forks + " forks are left out");
        assertEquals(List.of(), tooMany);
    }

    private static double[] settled(Series series, Metric metric) {
        double[][] forks = series.samples().get(metric.name());
        double[] medians = new double[Math.toIntExact(forks.length - series.unsettledForks())];
        int place = 0;
        for (int fork = 0; fork < forks.length; fork++) {
            if (series.unsettled().get(fork).isEmpty()) {
                medians[place++] = Median.withDefaults().evaluate(forks[fork].clone());
            }
        }
        return medians;
    }
}
