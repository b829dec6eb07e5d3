package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regression.DesignMatrix;
import io.alphafair.studies.regression.LeastSquares;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.optimisation.Optimisation;

/** The study on a table of people. */
class OwnDataTest {
    private static final String SMALL = """
            name,age,visits,sex,clinic,course,nothing
            Ann,20,1,f,5.5,2.25,0
            Ben,41,3,m,4,6,0
            Cat,35,2,f,7,3.5,0
            Dan,60,5,m,2,8.5,0
            Eve,52,1,f,6.25,1,0
            Fay,29,4,f,3,4,0
            Gus,33,2,m,8,5,0
            """;
    private static final Map<String, String> OPTIONS = Map.of("feature", "age,visits", "benefit",
            "clinic,course,nothing", "group", "sex", "counts", "3,2,4");

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("people.csv"), content);
    }

    private static StudyArguments arguments(Path table, Map<String, String> changes) {
        Map<String, String> given = new HashMap<>(OPTIONS);
        given.put("table", table.toString());
        given.putAll(changes);
        given.values().removeIf("-"::equals);
        return StudyArguments.of(new FdflStudy(), given);
    }

    private static StudyReport run(Path table, Map<String, String> changes) {
        return new FdflStudy().run(arguments(table, changes), StudyProgress.NONE);
    }

    /** The report where the integer programmes of these numbers, from 1, are not solved in time. */
    private StudyReport runWithout(Integer... programmes) throws IOException {
        int[] count = {0};
        return OwnReport.of(OwnData.read(arguments(file(SMALL), Map.of())), 1, (model, limit) -> {
            if (List.of(programmes).contains(++count[0])) {
                throw new UnsolvedException(limit, Optimisation.State.FEASIBLE);
            }
            return IntegerSolver.ojAlgo(model, limit);
        }, StudyProgress.NONE);
    }

    private static String oneLine(StudyReport report) {
        return report.text().replaceAll("\\s+", " ");
    }

    private static String refusal(Executable executable) {
        String message = assertThrows(InvalidInputException.class, executable).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static Map<?, ?> model(StudyReport report, String name) {
        return ((List<?>) report.numbers().get("models")).stream().map(entry -> (Map<?, ?>) entry)
                .filter(entry -> entry.get("model").equals(name)).findFirst().orElseThrow();
    }

    private static int[] resources(Object names) {
        return ((List<?>) names).stream().mapToInt(List.of("clinic", "course", "nothing")::indexOf).toArray();
    }

    /** The women are in lines 2, 4, 6 and 7. */
    private static final double[][] BENEFITS = {{5.5, 7, 6.25, 3, 4, 2, 8}, {2.25, 3.5, 1, 4, 6, 8.5, 5},
            new double[7]};

    @Test
    void theDecisionIsTheBestOfAll() throws IOException {
        StudyReport report = run(file(SMALL), Map.of());
        assertArrayEquals(new long[]{2, 4, 6, 7, 3, 5, 8}, (long[]) report.numbers().get("rowNumbers"));
        AssignmentProblem truth = AssignmentProblem.ofMeans(BENEFITS, 4, new int[]{3, 2, 4});
        double counted = 1e-3 * Stream.of(BENEFITS).flatMapToDouble(Arrays::stream).average().orElseThrow();
        int[] best = resources(report.numbers().get("best"));
        assertTrue(truth.disparity(best) <= Math.max(counted, AssignmentProgramTest.least(truth)) + 1e-9);
        for (String name : List.of("true benefits", "group means", "least squares", "fair regression")) {
            Map<?, ?> model = model(report, name);
            int[] chosen = resources(model.get("gets"));
            assertArrayEquals(truth.utilities(chosen), (double[]) model.get("utilities"), 1e-12);
            assertEquals(truth.disparity(chosen), (double) model.get("disparity"), 1e-12);
            assertEquals(Math.max(0, truth.disparity(chosen) - Math.max(counted, truth.disparity(best))),
                    (double) model.get("regret"), 1e-12);
        }
        assertEquals(0.0, model(report, "true benefits").get("regret"));
    }

    @Test
    void theTextHasTheBenefitsAndTheMeans() throws IOException {
        List<String> lines = run(file(SMALL), Map.of()).text().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertTrue(lines.contains("f 4 5.43750 2.68750 0.00000"), lines::toString);
        assertTrue(lines.contains("m 3 4.66667 6.50000 0.00000"), lines::toString);
        assertTrue(lines.stream().map(String::strip).anyMatch(line -> line.startsWith("6 f 6.25000 1.00000 0.00000 ")),
                lines::toString);
    }

    @Test
    void leastSquaresIsThatOfTheLibrary() throws IOException {
        Path file = file(SMALL);
        Table table = Table.read(file);
        double[] clinic = table.doubles("clinic");
        double[] fitted = LeastSquares.fit(DesignMatrix.of(table, List.of("age", "visits"), List.of()),
                new double[][]{clinic}).fitted()[0];
        double squares = 0;
        for (int row = 0; row < clinic.length; row++) {
            squares += Math.pow(fitted[row] - clinic[row], 2) / clinic.length;
        }
        assertEquals(squares, ((double[]) model(run(file, Map.of()), "least squares").get("meanSquaredError"))[0],
                1e-12);
    }

    /** Random models, and small steps from the best of them: none has less error plus disparity. */
    @Test
    void noModelIsBetterThanTheFairOne() throws IOException {
        OwnData data = OwnData.read(StudyArguments.of(new FdflStudy(), new HashMap<>(Map.of("table",
                file(SMALL).toString(), "feature", "age,visits", "benefit", "clinic,course", "group", "sex",
                "counts", "4,4"))));
        Basis basis = Basis.ofFeatures(data.features());
        assertEquals(3, basis.count());
        SplittableRandom random = new SplittableRandom(5);
        for (double[] benefit : data.benefit()) {
            double least = FairRegression.fit(basis, benefit, 4, 1).penalised(1);
            double[] point = basis.project(benefit);
            double found = Fit.of(basis.values(point), benefit, 4).penalised(1);
            for (int step = 0; step < 20_000; step++) {
                double spread = Math.pow(10, -random.nextDouble(8));
                double[] moved = point.clone();
                Arrays.setAll(moved, j -> moved[j] + spread * random.nextGaussian());
                double loss = Fit.of(basis.values(moved), benefit, 4).penalised(1);
                if (loss < found) {
                    found = loss;
                    point = moved;
                }
            }
            assertTrue(found >= least - 1e-12 && found < least + 0.05, found + " and " + least);
        }
    }

    @Test
    void manyPeople() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder("age,visits,sex,clinic,course\n");
        for (int person = 0; person < 50; person++) {
            text.append(random.nextInt(20, 80)).append(',').append(random.nextInt(9)).append(',')
                    .append(random.nextInt(3) == 0 ? "f" : "m").append(',').append(random.nextInt(100)).append(',')
                    .append(random.nextInt(100)).append('\n');
        }
        StudyReport report = run(file(text.toString()), Map.of("benefit", "clinic,course", "counts", "25,25"));
        double disparity = (double) model(report, "true benefits").get("disparity");
        assertTrue(disparity < 0.1, "disparity " + disparity);
        assertEquals(0.0, model(report, "true benefits").get("regret"));
        assertEquals(25, Arrays.stream(resources(report.numbers().get("best"))).filter(r -> r == 0).count());
    }

    /** Every assignment that is optimal for the predictions is tried. */
    @Test
    void theRegretOfAllThatTieIsThatOfEnumeration() throws IOException {
        StudyReport report = run(file(SMALL), Map.of());
        double counted = 1e-3 * Stream.of(BENEFITS).flatMapToDouble(Arrays::stream).average().orElseThrow();
        double[][] means = Arrays.stream(BENEFITS)
                .map(benefit -> new BenefitModel.GroupMeans().predict(null, benefit, 4))
                .toArray(double[][]::new);
        int[] available = {3, 2, 4};
        AssignmentProblem predicted = AssignmentProblem.ofMeans(means, 4, available);
        AssignmentProblem truth = AssignmentProblem.ofMeans(BENEFITS, 4, available);
        double tied = Math.max(counted, AssignmentProgramTest.least(predicted)) + 1e-9;
        double reachable = Math.max(counted, AssignmentProgramTest.least(truth));
        double[] regrets = AssignmentProgramTest.all(predicted).stream()
                .filter(chosen -> predicted.disparity(chosen) <= tied)
                .mapToDouble(chosen -> Math.max(0, truth.disparity(chosen) - reachable)).toArray();
        Map<?, ?> model = model(report, "group means");
        double least = Arrays.stream(regrets).min().orElseThrow();
        double most = Arrays.stream(regrets).max().orElseThrow();
        assertTrue(regrets.length > 10 && most > least + 0.5, regrets.length + " from " + least + " to " + most);
        assertEquals(least, (double) model.get("leastTiedRegret"), 1e-9);
        assertEquals(most, (double) model.get("worstTiedRegret"), 1e-9);
        assertTrue(oneLine(report).contains(Formats.number("%.6g to %.6g", least, most)), report.text());
    }

    /** The first programme finds the best assignment, the second to fifth belong to group means, the sixth to least squares. */
    @Test
    void aModelWithoutADecisionInTimeLeavesTheOthers() throws IOException {
        StudyReport whole = run(file(SMALL), Map.of());
        StudyReport report = runWithout(6);
        assertTrue(
                oneLine(report).contains("The decision by 'least squares' is missing: ojAlgo's integer programme found "
                        + "no optimum within 60 seconds (it stopped in state FEASIBLE). The other rows are complete."),
                report.text());
        assertTrue(report.tables().getLast().rows().contains(List.of("least squares", "-", "-", "-", "-", "-", "-")),
                report.text());
        assertFalse(model(report, "least squares").containsKey("gets"));
        for (String name : List.of("true benefits", "fair regression")) {
            assertEquals(model(whole, name).get("gets"), model(report, name).get("gets"), name);
        }
        assertTrue(refusal(() -> runWithout(1)).startsWith(
                "the best assignment by the true benefits of 7 people: ojAlgo's integer programme found no optimum"));
    }

    @Test
    void aRangeThatIsNotFoundInTimeIsMissing() throws IOException {
        for (int programme = 3; programme <= 5; programme++) {
            StudyReport report = runWithout(programme);
            assertTrue(oneLine(report)
                    .contains("The regret of all decisions that tie by 'group means' is missing: ojAlgo's "
                            + "integer programme found no optimum within 20 seconds"),
                    report.text());
            assertFalse(model(report, "group means").containsKey("worstTiedRegret"));
            assertTrue(model(report, "group means").containsKey("regret"));
            assertTrue(model(report, "least squares").containsKey("worstTiedRegret"));
        }
    }

    /** But for the fair regression, whose penalty weighs a length against its square. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e7})
    void theUnitOfTheBenefitsDoesNotMatter(double unit) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder("age,visits,sex,clinic,course,smallClinic,smallCourse\n");
        for (int person = 0; person < 30; person++) {
            int clinic = random.nextInt(1, 100);
            int course = random.nextInt(1, 100);
            text.append(random.nextInt(20, 80)).append(',').append(random.nextInt(9)).append(',')
                    .append(person % 3 == 0 ? "f" : "m").append(',').append(clinic).append(',').append(course)
                    .append(',').append(clinic * unit).append(',').append(course * unit).append('\n');
        }
        Path file = file(text.toString());
        StudyReport usual = run(file, Map.of("benefit", "clinic,course", "counts", "15,15"));
        StudyReport other = run(file, Map.of("benefit", "smallClinic,smallCourse", "counts", "15,15"));
        for (String name : List.of("true benefits", "group means", "least squares")) {
            assertEquals(((List<?>) model(usual, name).get("gets")).stream().map("clinic"::equals).toList(),
                    ((List<?>) model(other, name).get("gets")).stream().map("smallClinic"::equals).toList(), name);
        }
        assertFalse(other.tables().getLast().rows().get(1).get(1).matches("0[.0]*"), other.text());
    }

    /** A year as a number, its copies in other units, and a constant: the year alone is left, whatever its unit. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e155, 1e-170})
    void featuresThatAddNothingAreNamed(double unit) throws IOException {
        StringBuilder text = new StringBuilder("age,years,same,zero,sex,clinic,course\n");
        for (int person = 0; person < 9; person++) {
            int age = 20 + person * person;
            text.append(age * unit).append(',').append(2 * age + 1).append(",7,0,").append(person % 2 == 0 ? "f" : "m")
                    .append(',').append(age).append(',').append(9 - person).append('\n');
        }
        StudyReport report = run(file(text.toString()),
                Map.of("feature", "age,same,years,zero", "benefit", "clinic,course", "counts", "5,5"));
        assertTrue(
                oneLine(report).contains("Left out, because they are constant or follow from the features before them: "
                        + "same, years, zero. Least squares and fair regression use the other features."),
                report.text());
        assertEquals(List.of("same", "years", "zero"), report.numbers().get("leftOut"));
        assertEquals(0, ((double[]) model(report, "least squares").get("meanSquaredError"))[0], 1e-20);
        report = run(file(text.toString()), Map.of("feature", "same", "benefit", "clinic,course", "counts", "5,5"));
        assertTrue(oneLine(report).contains("same. Least squares and fair regression use no feature then."),
                report.text());
        assertFalse(run(file(SMALL), Map.of()).text().contains("Left out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "?", "NULL"})
    void peopleWithoutAGroupAreRefusedOrNamed(String missing) throws IOException {
        Path table = file(SMALL.replace("\nDan,60,5,m", "\n\nDan,60,5," + missing).replace(",m,", ",f,")
                .replace("Gus,33,2,f", "Gus,33,2," + missing));
        assertEquals(table + " line 6, column 'sex' is '" + missing + "', a missing value, and 1 below it are missing "
                + "too: expected a group for everybody; correct or drop such lines, or name a group for them with "
                + "--missing-group NAME", refusal(() -> run(table, Map.of())));
        StudyReport report = run(table, Map.of("missing-group", "unknown"));
        assertTrue(report.text().contains("f (5) and unknown (2)"), report.text());
        assertArrayEquals(new long[]{2, 3, 4, 7, 8, 6, 9}, (long[]) report.numbers().get("rowNumbers"));
    }

    @Test
    void aColumnIsNamedOnce() throws IOException {
        Path table = file(SMALL);
        assertEquals("--benefit names 'clinic' twice: expected each column once; drop one",
                refusal(() -> run(table, Map.of("benefit", "clinic,course,clinic"))));
        assertEquals("--feature names 'age' twice: expected each column once; drop one",
                refusal(() -> run(table, Map.of("feature", "age, age"))));
        assertEquals("--feature and --benefit both name 'course': expected it once; drop one",
                refusal(() -> run(table, Map.of("feature", "age,course"))));
    }

    @Test
    void benefitsOutOfRangeAndTooManyPeopleAreRefused() throws IOException {
        String large = refusal(() -> run(file(SMALL.replace("8.5", "1e101")), Map.of()));
        assertTrue(large.contains("the largest size of a benefit in the columns clinic, course, nothing is 1.0E101: "
                + "expected 0, or a number from 1.0E-100 to 1.0E100; take another unit"), large);
        String people = refusal(() -> run(file("a,b,c,g\n" + "1,2,3,f\n".repeat(1_000) + "1,2,3,m\n"),
                Map.of("feature", "a", "benefit", "b,c", "group", "g", "counts", "999,999")));
        assertTrue(people.contains("has 1001 rows: expected at most 1000 people; take a sample"), people);
    }

    @Test
    void badTablesAndOptionsAreRefused() throws IOException {
        Path table = file(SMALL);
        for (Map<String, String> changes : List.of(Map.of("counts", "-"), Map.of("group", "-"), Map.of("feature", "-"),
                Map.of("benefit", "clinic", "counts", "9"), Map.of("counts", "3,2"), Map.of("counts", "3,2,1"),
                Map.of("counts", "3,2,x"), Map.of("group", "name"), Map.of("group", "height"),
                Map.of("feature", "name"), Map.of("benefit", "clinic,name,course"), Map.of("degree", "2"),
                Map.of("data", "linear"), Map.of("seed", "1"), Map.of("table", folder.resolve("none.csv").toString()),
                Map.of("table", "-"), Map.of("table", "-", "feature", "-", "benefit", "-", "group", "-", "counts", "-",
                        "missing-group", "x"))) {
            refusal(() -> run(table, changes));
        }
    }
}
