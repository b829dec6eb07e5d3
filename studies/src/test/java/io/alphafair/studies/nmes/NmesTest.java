package io.alphafair.studies.nmes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.regression.LeastSquares;
import io.alphafair.tables.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NmesTest {
    private static final NmesProblem PROBLEM = Nmes.problem(Grouping.SEX_AND_RACE);

    /**
     * NumPy 2.4.6: {@code numpy.linalg.lstsq(X, numpy.log1p(visits))} with the columns in the order of {@link #NAMES} and
     * yes/no and the other categories as 0/1 columns; a row a kind of care.
     */
    private static final double[][] NUMPY_COEFFICIENTS = {
            {0.7180951294886448, 0.19206637275578914, 0.00513210824849744, 0.021306872447337633,
                    -0.00035417023267949384, -0.24828289853693375, 0.21997936575553093, -0.010737199137924137,
                    0.05522933908192171, -0.013897954242079158, 0.09437483291403376, -0.10799800024204753,
                    -0.11829335591751887, 0.02277049437291991, -0.021013317835332296, 0.318965193138288,
                    0.2865357822267394},
            {0.4452024327317426, 0.04515138855742684, -0.03472640216189009, 0.018282935187353612,
                    -0.0035213406020942572, -0.05321087701059322, -0.08762728249816425, -0.035579923708090315,
                    -0.02237851545855365, -0.1450964225741948, 0.12026267428981345, -0.06044435373062373,
                    -0.11402190432923982, 0.028384554075085087, -0.02033493229291952, 0.1532876280453657,
                    0.030181024639796692},
            {0.45050143538426146, 0.05565992407685947, -0.04790691208548098, 0.00971317242778408,
                    -0.0018182187777725655, -0.061968738577747234, 0.07359798030548667, -0.023804158084995912,
                    -0.015067775129333313, -0.0431735931394361, 0.025322565203544457, 0.1468930951543316,
                    0.041830811530541794, 0.011637991138972067, -0.05774437315277147, -0.030269947848763686,
                    -0.015840487107466304},
            {0.5540238627307608, 0.027644476585630025, -0.06121452331798131, 0.0049056651718434345,
                    -0.0004491685058226961, -0.07220305686579277, 0.026165012503652996, -0.0543629710251263,
                    -0.011314849480767896, -0.05550767486481918, -0.05602006209372985, 0.03579703026502784,
                    -0.022677513058602976, -0.004202441001268602, -0.017959401203788417, 0.08704393445248204,
                    -0.017154029718830257},
            {0.07819778885054221, 0.03498562875701707, 0.01040315763519681, -0.0021632843371435302,
                    0.000807734934492394, -0.04722912917775226, 0.10294807070300777, -0.06819367395972772,
                    0.001382960541951904, -0.002838269396007869, 0.014887320747522206, 0.020458781209837792,
                    0.008489352305802259, -0.015283362443564643, 0.022858846556143068, 0.006607051048819519,
                    0.03517661611604666},
            {-0.055504100715072564, 0.04881965169498908, 0.020956556302564204, 0.0006236887909139546,
                    0.0007213612911003812, -0.04599431013292815, 0.13119874306281143, -0.06337341843369568,
                    -0.012513219596979827, -0.016842235835058894, -0.0008516178015199668, 0.012602739845990344,
                    0.029645006540748392, -0.004154687873051485, 0.006418894003172226, 0.02431932346473137,
                    0.026840845811273436}};
    private static final List<String> NAMES = List.of("1", "chronic", "age", "school", "income", "health=excellent",
            "health=poor", "adl=normal", "region=northeast", "region=other", "region=west", "afam=yes", "gender=male",
            "married=yes", "employed=yes", "insurance=yes", "medicaid=yes");
    /** From the same run, {@code 1 - sum((Y - X B)**2, 0) / sum((Y - Y.mean(0))**2, 0)}. */
    private static final double[] NUMPY_R_SQUARED = {0.15012918374148976, 0.052466178921020235, 0.03949509519165095,
            0.029110448240665443, 0.06727443167888658, 0.08646218133598438};
    /** From the same run, {@code (X B < 0).sum(0)}; no fitted value is closer to 0 than 1e-4. */
    private static final int[] NUMPY_BELOW_ZERO = {0, 59, 14, 97, 8, 16};

    @AfterAll
    static void close() {
        PROBLEM.close();
    }

    @Test
    void theSurveyIsWhole() {
        Table survey = Nmes.table();
        assertEquals(4406, survey.rowCount());
        assertEquals(19, survey.columns().size());
        // Totals as read by awk.
        assertEquals(25442, Arrays.stream(survey.doubles("visits")).sum());
        assertEquals(1304, Arrays.stream(survey.doubles("hospital")).sum());
    }

    @Test
    void coefficientsAgreeWithNumPy() {
        LeastSquares model = PROBLEM.model();
        assertEquals(NAMES, model.design().names());
        for (int item = 0; item < NUMPY_COEFFICIENTS.length; item++) {
            assertArrayEquals(NUMPY_COEFFICIENTS[item], model.coefficients()[item], 1e-12, "item " + item);
        }
        assertArrayEquals(NUMPY_R_SQUARED, model.rSquared(), 1e-12);
    }

    /** The normal equations: residuals are orthogonal to every predictor, up to rounding of sums of 4,406 terms. */
    @Test
    void residualsAreOrthogonalToThePredictors() {
        Table survey = Nmes.table();
        double[][] predictors = Nmes.predictors(survey).columns();
        for (int item = 0; item < 6; item++) {
            double[] visits = survey.doubles(PROBLEM.itemNames().get(item));
            for (double[] predictor : predictors) {
                double product = 0;
                double size = 0;
                for (int row = 0; row < visits.length; row++) {
                    double residual = Math.log(1 + visits[row]) - PROBLEM.model().fitted()[item][row];
                    product += residual * predictor[row];
                    size += Math.abs(residual * predictor[row]);
                }
                assertEquals(0, product, 1e-12 * size, "item " + item);
            }
        }
    }

    @Test
    void benefitsAreThePredictedVisitsAndNoneIsNegative() {
        int below = 0;
        for (int item = 0; item < 6; item++) {
            int ofItem = 0;
            for (int row = 0; row < 4406; row++) {
                double logarithm = PROBLEM.model().fitted()[item][row];
                double benefit = PROBLEM.items().benefit(row, item);
                ofItem += logarithm < 0 ? 1 : 0;
                assertEquals(Math.max(0, Math.exp(logarithm) - 1), benefit, 1e-14 * (1 + benefit));
            }
            assertEquals(NUMPY_BELOW_ZERO[item], ofItem, "item " + item);
            below += ofItem;
        }
        assertEquals(below, PROBLEM.clippedCount());
        assertTrue(PROBLEM.summary().contains("194 of 26436 predicted visits fell below 0"), PROBLEM.summary());
    }

    @Test
    void costsAreOneRow() {
        assertEquals("1 x 6", PROBLEM.items().cost().shape());
        assertArrayEquals(new double[]{1, 0.5, 2, 1, 4, 60}, PROBLEM.items().cost().toArray());
        assertEquals(List.of("visits", "nvisits", "ovisits", "novisits", "emergency", "hospital"),
                PROBLEM.itemNames());
    }

    /** Counts as awk gives them for the two and the three columns. */
    @Test
    void groupsAreSexAndRaceAndWhereWantedMedicaid() {
        assertEquals(List.of("female, afam no", "female, afam yes", "male, afam no", "male, afam yes"),
                PROBLEM.groupNames());
        requireSizes(PROBLEM, 2300, 328, 1590, 188);
        try (NmesProblem eight = Nmes.problem(Grouping.SEX_RACE_AND_MEDICAID)) {
            requireSizes(eight, 2097, 203, 211, 117, 1537, 53, 159, 29);
            assertEquals("male, afam yes, medicaid yes", eight.groupNames().getLast());
        }
    }

    private static void requireSizes(NmesProblem problem, int... sizes) {
        assertEquals(sizes.length, problem.items().groupCount());
        for (int group = 0; group < sizes.length; group++) {
            assertEquals(sizes[group], problem.items().groups().groupSize(group), problem.groupNames().get(group));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void isAllocatedOptimally(double alpha) {
        try (Backend backend = Backends.open("scalar"); Prepared prepared = backend.prepare(PROBLEM.items())) {
            Allocation allocation = prepared.bestItems().allocate(Fairness.of(alpha), 10_000);
            assertEquals(0, allocation.dualityGap(), 1e-12 * Math.max(1, Math.abs(allocation.objective())));
            assertTrue(allocation.objective() != 0 && Double.isFinite(allocation.objective()));
        }
    }
}
