package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.statistics.descriptive.Median;
import org.junit.jupiter.api.Test;

/** The run whose numbers the README shows. */
class RecordedRunTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\(results/([^/)]+)/report\\.md\\)");
    private static final double FORKS_APART = 2;
    /** Bytes per call of simd: where calls take milliseconds, code that runs once per call is not compiled by the last tier. */
    private static final double SMALL_CHANGE = 16_384;

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
    void settledForksOfACellAreAlike() throws IOException {
        int cells = 0;
        for (Session session : recorded().run().sessions()) {
            for (Series series : session.series()) {
                if (session.how().turn() instanceof Turn.JmhFork && series.isMeasured()) {
                    cells++;
                    double[] medians = settled(series, Metric.TIME);
                    double least = Arrays.stream(medians).min().orElseThrow();
                    assertTrue(Arrays.stream(medians).allMatch(median -> median <= FORKS_APART * least),
                            session.problem() + ", " + series.subject() + ": " + Arrays.toString(medians));
                    if (session.question().equals("bestItems") && series.what().startsWith("1 thread")) {
                        assertTrue(
                                Arrays.stream(settled(series, Metric.ALLOCATED))
                                        .allMatch(bytes -> bytes <= SMALL_CHANGE),
                                session.problem() + ", " + series.subject());
                    }
                }
            }
        }
        assertTrue(cells > 0, "no cell was recorded");
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
