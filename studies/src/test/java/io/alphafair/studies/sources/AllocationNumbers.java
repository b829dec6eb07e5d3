package io.alphafair.studies.sources;

import static io.alphafair.studies.sources.StudyNumbers.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Matrix;
import io.alphafair.select.Allocator;
import io.alphafair.studies.numpy.NumpyRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The two allocation notebooks, by {@code study verify} and by the allocator on data of NumPy's generator. */
final class AllocationNumbers {
    private static final String TEST = "PrintedDosesTest";

    private AllocationNumbers() {
    }

    static List<SourceNumber> all() throws IOException {
        StudyNumbers verify = StudyNumbers.of("verify", Map.of("alpha", "2"));
        List<SourceNumber> rows = new ArrayList<>();
        doses(rows, verify, "1, In [50]", "notebook 1",
                List.of("898.24768394", "299.41589465 131.50747217 89.07492632"));
        rows.add(noGap(verify, "1, In [50]", "notebook 1"));
        derivatives(rows, verify, "1, In [51]");
        doses(rows, verify, "2, In [6]", "notebook 2", List.of("587.32925844",
                "329.72156311 293.85603708 195.77641948", "192.96529401 334.32582847 250.01492627"));
        Allocation two = allocate(4, 2, 3, 0, 4, Fairness.of(2), 200);
        rows.add(SourceNumber.of("2, In [6]", "closed form's dose at (1, 1), alpha 2", "413.15498793", "SourcePageTest",
                IntStream.range(0, 3).filter(k -> two.bestItems().winner(k) == 3).mapToDouble(two::dose).sum()));
        rows.add(noGap(verify, "2, In [6]", "notebook 2"));
        rows.add(SourceNumber.of("2, In [6]", "largest difference to CVXPY's doses, alpha 1 and 0.5",
                "7.433e-02 8.877e-03", TEST, gap(verify, "notebook 2", "1.0"), gap(verify, "notebook 2", "0.5")));
        Allocation large = allocate(5000, 1, 2, 42, 1, Fairness.of(2), 1000);
        rows.add(SourceNumber.of("2, In [8]", "budgets per group, 5000 x 1", "497.94 502.06", "VerifyStudyTest",
                large.budget(0), large.budget(1)));
        rows.add(SourceNumber.of("2, In [8]", "entries with a dose", "2", "SourcePageTest",
                IntStream.range(0, 2).filter(k -> large.dose(k) > 0).count()));
        derivatives(rows, verify, "2, In [7]");
        return rows;
    }

    /** The printed gap of alpha = 0 is no gap; ours is that to the doses as they were printed. */
    private static SourceNumber noGap(StudyNumbers verify, String place, String data) {
        return SourceNumber.rounded(place, "largest difference to CVXPY's doses, alpha 0", "0.000e+00", TEST,
                "CVXPY's doses were printed with 8 decimals: a difference up to 5e-9 is that of rounding", 8,
                gap(verify, data, "0.0"));
    }

    private static double gap(StudyNumbers verify, String data, String alpha) {
        return entry(verify, data, alpha).get("largestGap").asDouble();
    }

    private static JsonNode entry(StudyNumbers verify, String data, String alpha) {
        return StreamSupport.stream(verify.json().get("doses").spliterator(), false)
                .filter(entry -> entry.get("data").asText().equals(data) && entry.get("alpha").asText().equals(alpha))
                .findFirst().orElseThrow();
    }

    private static void doses(List<SourceNumber> rows, StudyNumbers verify, String place, String data,
            List<String> printed) {
        List<String> alphas = List.of("0.0", "1.0", "0.5");
        for (int i = 0; i < printed.size(); i++) {
            double[] doses = doubles(entry(verify, data, alphas.get(i)).get("dose"));
            rows.add(SourceNumber.of(place, "closed form's doses, alpha " + alphas.get(i).replace(".0", ""),
                    printed.get(i), TEST, Arrays.stream(doses).filter(dose -> dose > 0).toArray()));
        }
    }

    private static void derivatives(List<SourceNumber> rows, StudyNumbers verify, String place) {
        JsonNode found = StreamSupport.stream(verify.json().get("checks").spliterator(), false)
                .filter(check -> check.get("data").get("name").asText().equals("derivative check")).findFirst()
                .orElseThrow().get("derivatives").get(0);
        rows.add(SourceNumber.rounded(place, "error of the notebook's welfare gradient", "0.0029929353122838793",
                "VerifyStudyTest", "a difference quotient has no more digits; the formula is wrong (erratum 1)", 7,
                found.get("notebookError").asDouble()));
        rows.add(SourceNumber.rounded(place, "error of the Jacobian by forward differences", "1.4945091919571496e-06",
                "VerifyStudyTest", "a difference quotient has no more digits", 7,
                found.get("forwardError").asDouble()));
    }

    /** Data as the notebooks draw them. */
    private static Allocation allocate(int n, int t, int k, long seed, double span, Fairness fairness, double budget) {
        NumpyRandom random = new NumpyRandom(seed);
        double[] benefit = Arrays.stream(random.random(n * t)).map(x -> 1 + span * x).toArray();
        double[] cost = Arrays.stream(random.random(n * t)).map(x -> 0.2 + 0.8 * x).toArray();
        return Allocator.allocate(Matrix.copyOf(benefit, n, t), Matrix.copyOf(cost, n, t),
                Groups.of(random.integers(0, k, n)), fairness, budget);
    }
}
