package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import io.alphafair.studies.Studies;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutRegretTest {
    private static final EffortProblem EFFORT = new EffortProblem(new double[]{6, 2, 1}, new double[]{1, 3, 5}, 1.0 / 3,
            2.0 / 3);

    /** Fair-looking, by filling in low values for men and high ones for women. */
    @Test
    void thePapersWarning() {
        UncertainData.Outcome outcome = UncertainData.fairest(10, 2);
        assertEquals(729, outcome.completions());
        assertEquals(285, outcome.fairest());
        // Bob and Zac score alike, and so do Amy, Eve and Isa: what is asked of them is alike, whatever their row.
        assertEquals(outcome.meanShift()[1], outcome.meanShift()[5], 1e-12);
        assertEquals(outcome.meanShift()[0], outcome.meanShift()[2], 1e-12);
        assertEquals(outcome.meanShift()[0], outcome.meanShift()[3], 1e-12);
        assertEquals(0, outcome.balance());
        assertTrue(outcome.meanShift(true) > 0, "women");
        assertTrue(outcome.meanShift(false) < 0, "men");
    }

    @Test
    void implicitGradientAgainstFiniteDifferences() {
        double step = 1e-6;
        for (double theta : new double[]{0.35, 0.5, 0.6}) {
            double expected = (EFFORT.criterion(EFFORT.optimum(theta + step))
                    - EFFORT.criterion(EFFORT.optimum(theta - step))) / (2 * step);
            double found = AlternatingAscent.gradient(EFFORT, EFFORT.optimum(theta), new double[]{theta})[0];
            assertEquals(expected, found, 1e-8);
        }
    }

    @Test
    void ascentFindsTheBestThetaOfAGrid() {
        AlternatingAscent.Result result = new AlternatingAscent(0.2, 0.1).run(EFFORT, EFFORT.optimum(2.0 / 3),
                new double[]{2.0 / 3}, 1e-12, 20_000);
        assertTrue(result.converged());
        double best = IntStream.rangeClosed(0, 1000).mapToDouble(i -> 1.0 / 3 + i / 3000.0).boxed()
                .max(Comparator.comparingDouble(theta -> EFFORT.criterion(EFFORT.optimum(theta))))
                .orElseThrow();
        assertEquals(best, result.theta()[0], 1.0 / 3000);
        assertArrayEquals(EFFORT.optimum(result.theta()[0]), result.s(), 1e-9);
    }

    /** The paper's own example has no second derivative. */
    @Test
    void linearObjectivesAreRefused() {
        SmoothProblem linear = new SmoothProblem() {
            @Override
            public double[] objectiveGradient(double[] s, double[] theta) {
                return new double[]{1, theta[0]};
            }

            @Override
            public double[][] objectiveHessian(double[] s, double[] theta) {
                return new double[2][2];
            }

            @Override
            public double[][] mixedDerivative(double[] s, double[] theta) {
                return new double[][]{{0, 1}};
            }

            @Override
            public double criterion(double[] s) {
                return s[0];
            }

            @Override
            public double[] criterionGradient(double[] s) {
                return new double[]{1, 0};
            }

            @Override
            public double[] projectSolution(double[] s) {
                return s;
            }

            @Override
            public double[] projectParameter(double[] theta) {
                return theta;
            }
        };
        assertTrue(assertThrows(InvalidInputException.class,
                () -> AlternatingAscent.gradient(linear, new double[2], new double[1])).getMessage()
                .contains("strictly concave"));
    }

    @Test
    void alphaAsTheta() {
        try (var items = Problems.make(Shape.UNIFORM, 200, 2, 5, 3);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            // More alpha is better for the worst-off group and for equality, less for the sum.
            assertEquals(4, AlphaChoice.best(best, 10, 0.5, 4, AlphaChoice::worstUtility).alpha());
            assertEquals(4, AlphaChoice.best(best, 10, 0.5, 4, AlphaChoice::minusGini).alpha());
            assertEquals(0.5, AlphaChoice.best(best, 10, 0.5, 4, Allocation::totalUtility).alpha());
            AlphaChoice equal = AlphaChoice.best(best, 10, 0, Double.POSITIVE_INFINITY, AlphaChoice::minusGini);
            assertEquals(Double.POSITIVE_INFINITY, equal.alpha());
            assertEquals(0, equal.value(), 1e-14);
            // A criterion of the caller's with its best inside the range.
            double wanted = best.allocate(Fairness.of(1.7), 10).totalUtility();
            AlphaChoice inside = AlphaChoice.best(best, 10, 0.5, 4, a -> -Math.abs(a.totalUtility() - wanted));
            assertEquals(1.7, inside.alpha(), 1e-6);
            assertTrue(inside.allocation().dualityGap() <= 1e-12 * Math.abs(inside.allocation().objective()));
        }
    }

    @Test
    void theStudyReportsThePapersNumbers() {
        Study study = Studies.all().stream().filter(s -> s.name().equals("regret")).findFirst().orElseThrow();
        StudyReport report = study.run(StudyArguments.of(study, Map.of("n", "2000", "k", "50")), StudyProgress.NONE);
        // Table 1; a star stands for its bold print.
        assertEquals(List.of("Amy 100 10 f 10 10* 10*", "Bob 150 7 m 11* 9.8 8.6", "Eve 150 5 f 10 8.5 7",
                "Isa 110 9 f 10 9.7 9.4*", "Max 70 9 m 8 8.3 8.6", "Zac 140 8 m 11* 10.1* 9.2"),
                report.tables().getFirst().rows().stream()
                        .map(row -> row.stream().map(String::strip).collect(Collectors.joining(" "))).toList());
        assertEquals(Map.of("theta", "17/48", "admitted", "{Amy, Zac}", "difference", 0.0),
                report.numbers().get("fairest"));
        assertTrue(report.text().replace('\n', ' ').contains("At theta = 0.35 U is 20.1."), report.text());
        assertEquals(3, report.pictures().size());
        assertEquals(1.0, ((Map<?, ?>) report.numbers().get("quota")).get("regret"));
    }

    /** The six students as a CSV file. */
    @Test
    void ownTables(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("students.csv");
        StringBuilder csv = new StringBuilder("name,iq,grade,gender\n");
        Students.ALL.forEach(s -> csv.append(s.name()).append(',').append(s.iq() / 10.0).append(',').append(s.grade())
                .append(',').append(s.isWoman() ? "f" : "m").append('\n'));
        Files.writeString(file, csv);
        Map<String, String> options = Map.of("table", file.toString(), "attributes", "iq,grade", "favoured",
                "gender=f", "k", "2");
        RegretStudy study = new RegretStudy();
        StudyReport report = study.run(StudyArguments.of(study, options), StudyProgress.NONE);
        assertEquals(List.of("1/3", "3/8"), report.tables().getFirst().rows().getFirst().subList(0, 2));
        assertEquals(List.of(Map.of("theta", "3/8", "leave", List.of(1), "enter", List.of(2), "tied", List.of(1, 2))),
                report.numbers().get("breakpoints"));
        assertEquals(1, ((Map<?, ?>) report.numbers().get("fairest")).get("favoured"));
        assertEquals(List.of(1, 6), ((Map<?, ?>) report.numbers().get("fairest")).get("rows"));
        for (String unused : List.of("admit", "n", "alpha", "seed")) {
            Map<String, String> more = new HashMap<>(options);
            more.put(unused, "1");
            assertTrue(assertThrows(InvalidInputException.class,
                    () -> study.run(StudyArguments.of(study, more), StudyProgress.NONE)).getMessage()
                    .contains("leave out --" + unused));
        }
        assertEquals(Map.of("theta", "1/2", "rows", List.of(1, 2), "regret", 1.0), report.numbers().get("quota"));
        assertEquals("favoured", report.pictures().getFirst().name());
        Map<String, String> wrong = new HashMap<>(options);
        wrong.put("favoured", "gender");
        assertThrows(InvalidInputException.class,
                () -> study.run(StudyArguments.of(study, wrong), StudyProgress.NONE));
        wrong.put("favoured", "gender=x");
        assertTrue(assertThrows(InvalidInputException.class,
                () -> study.run(StudyArguments.of(study, wrong), StudyProgress.NONE)).getMessage()
                .contains("holds for 0 of 6 rows"));
        wrong.put("favoured", "gender=f");
        wrong.put("attributes", "name,grade");
        assertTrue(assertThrows(InvalidInputException.class,
                () -> study.run(StudyArguments.of(study, wrong), StudyProgress.NONE)).getMessage()
                .contains("'Amy'"));
    }

    @Test
    void badArgumentsAreOneLine() {
        assertRefused("attributes", "iq,grade", "--attributes without --table");
        assertRefused("theta", "2/3,1/3", "expected 0 <= FROM < TO <= 1");
        assertRefused("theta", "0.5", "expected two numbers");
        assertRefused("theta", "1/0,1", "--theta: '1/0': expected a fraction");
        assertRefused("admit", "6", "expected a whole number from 1 to 5");
        assertRefused("alpha", "2,1", "expected FROM < TO");
        assertRefused("k", "0", "expected a whole number");
    }

    private static void assertRefused(String option, String value, String expected) {
        RegretStudy study = new RegretStudy();
        String message = assertThrows(InvalidInputException.class,
                () -> study.run(StudyArguments.of(study, Map.of(option, value)), StudyProgress.NONE)).getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.lines().count() == 1, message);
    }
}
