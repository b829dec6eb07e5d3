package io.alphafair.studies.sources;

import static io.alphafair.studies.sources.StudyNumbers.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The notebook of the fair decision feedback loop, by {@code study fdfl}. */
final class FeedbackLoopNumbers {
    private static final String TEST = "SourceNumbersTest";
    private static final int NUMPY_DECIMALS = 8;

    private final List<SourceNumber> rows = new ArrayList<>();

    private FeedbackLoopNumbers() {
    }

    static List<SourceNumber> all() throws IOException {
        FeedbackLoopNumbers numbers = new FeedbackLoopNumbers();
        numbers.linear(StudyNumbers.of("fdfl", Map.of("points", "1")));
        numbers.nonlinear(StudyNumbers.of("fdfl", Map.of("data", "nonlinear", "points", "1")));
        return numbers.rows;
    }

    private void linear(StudyNumbers study) {
        String place = "In [44]";
        benefits(study, place, List.of("2.25 3.5 4.5 5.25", "3.66666667 5.33333333 6.66666667 7.66666667", "4 5 6.5 8",
                "3.75 4.125 4.6875 5.25"), "3.88 5.83 5.88 4.45");
        utilities(study, place, "true benefits", "true utilities", "19.75 19.88");
        fits(study, place, "2.302980398457583 0.08547529946800914",
                "2.7250826038412868 3.3162882851016224 0.36346671877677333 0.74276129414888");
        utilities(study, place, "least squares", "utilities by least squares", "16.92 18.06");
        error(study, place, "least squares", "decision error of least squares", "5.46");
        JsonNode fair = study.entry("methods", "method", "fair regression");
        String why = "where the optimiser stopped beside a kink, not the minimum";
        rows.add(SourceNumber.differing(place, "MSE of fair regression, resources 1 and 2",
                "2.3931863312455346 0.955360648421686", 7, TEST, why, doubles(fair.get("meanSquaredError"))));
        rows.add(SourceNumber.differing(place, "its norms of errors by resource and group",
                "3.093985304909456 3.093985388292682 1.9548510409249535 1.954851041682745", 7, TEST, why, norms(fair)));
        utilities(study, place, "fair regression", "utilities by fair regression", "18.75 18.94");
        error(study, place, "fair regression", "its decision error", "5.66");
        rows.add(SourceNumber.differing(place, "MSE of end-to-end training, resource 1", "48.17213559130881", 5, TEST,
                "ours is that of the start, which the optimiser left by 1.8e-6",
                study.entry("methods", "method", "all ones").get("meanSquaredError").get(0).asDouble()));
    }

    private void nonlinear(StudyNumbers study) {
        String place = "In [52]";
        benefits(study, place,
                List.of("3.92010928 6.36953645 8.08437176 9.29323216", "2.65780815 4.97572387 6.82244801 8.21559742",
                        "3.1022907 4.14024893 5.52803555 6.80413246", "1.98402531 2.67460536 3.62083128 4.51296925"),
                "6.92 5.67 4.89 3.20");
        utilities(study, place, "true benefits", "true utilities", "22.67 19.57");
        fits(study, place, "0.02653498466702308 0.17225324675677112",
                "0.34091546499942527 0.30992986797082056 0.8185897791759223 0.8413897714394225");
        utilities(study, place, "least squares", "utilities by least squares", "22.67 19.57");
        error(study, place, "least squares", "decision error of least squares", "0.00");
    }

    private void benefits(StudyNumbers study, String place, List<String> printed, String means) {
        JsonNode truth = study.entry("methods", "method", "true benefits").get("predicted");
        double[] mean = new double[4];
        for (int row = 0; row < 4; row++) {
            int group = row / 2;
            double[] some = Arrays.copyOfRange(doubles(truth.get(row % 2)), 4 * group, 4 * group + 4);
            mean[row] = Arrays.stream(some).average().orElseThrow();
            rows.add(SourceNumber.rounded(place, "benefits, group " + (group + 1) + ", resource " + (row % 2 + 1),
                    printed.get(row), "SourcePageTest", "", NUMPY_DECIMALS, some));
        }
        rows.add(SourceNumber.of(place, "their means", means, "SourcePageTest", mean));
    }

    private void utilities(StudyNumbers study, String place, String method, String what, String printed) {
        rows.add(SourceNumber.of(place, what, printed, TEST,
                doubles(study.entry("methods", "method", method).get("utilities"))));
    }

    private void error(StudyNumbers study, String place, String method, String what, String printed) {
        rows.add(SourceNumber.of(place, what, printed, TEST,
                study.entry("methods", "method", method).get("worstError").asDouble()));
    }

    private void fits(StudyNumbers study, String place, String errors, String norms) {
        JsonNode ordinary = study.entry("methods", "method", "least squares");
        rows.add(SourceNumber.of(place, "MSE of least squares, resources 1 and 2", errors, TEST,
                doubles(ordinary.get("meanSquaredError"))));
        rows.add(SourceNumber.of(place, "its norms of errors by resource and group (\"MSE by group\")", norms, TEST,
                norms(ordinary)));
    }

    private static double[] norms(JsonNode method) {
        double[] first = doubles(method.get("norms").get(0));
        double[] second = doubles(method.get("norms").get(1));
        return new double[]{first[0], first[1], second[0], second[1]};
    }
}
