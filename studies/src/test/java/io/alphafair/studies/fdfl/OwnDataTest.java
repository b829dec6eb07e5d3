package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regression.DesignMatrix;
import io.alphafair.studies.regression.LeastSquares;
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
import org.junit.jupiter.api.io.TempDir;

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

    private static StudyReport run(Path table, Map<String, String> changes) {
        Map<String, String> given = new HashMap<>(OPTIONS);
        given.put("table", table.toString());
        given.putAll(changes);
        given.values().removeIf("-"::equals);
        FdflStudy study = new FdflStudy();
        return study.run(StudyArguments.of(study, given), StudyProgress.NONE);
    }

    private static Map<?, ?> model(StudyReport report, String name) {
        return ((List<?>) report.numbers().get("models")).stream().map(entry -> (Map<?, ?>) entry)
                .filter(entry -> entry.get("model").equals(name)).findFirst().orElseThrow();
    }

    private static int[] resources(Object names) {
        return ((List<?>) names).stream().mapToInt(List.of("clinic", "course", "nothing")::indexOf).toArray();
    }

    /** The women are rows 1, 3, 5 and 6. */
    private static final double[][] BENEFITS = {{5.5, 7, 6.25, 3, 4, 2, 8}, {2.25, 3.5, 1, 4, 6, 8.5, 5},
            new double[7]};

    @Test
    void theDecisionIsTheBestOfAll() throws IOException {
        StudyReport report = run(file(SMALL), Map.of());
        assertArrayEquals(new int[]{1, 3, 5, 6, 2, 4, 7}, (int[]) report.numbers().get("rows"));
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
        assertTrue(lines.contains("f 4 5.4375 2.6875 0.0000"), lines::toString);
        assertTrue(lines.contains("m 3 4.6667 6.5000 0.0000"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(" 5 f 6.25000 1.00000 0.00000 ")
                || line.startsWith("5 f 6.25000 1.00000 0.00000 ")), lines::toString);
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

    @Test
    void badTablesAndOptionsAreRefused() throws IOException {
        Path table = file(SMALL);
        for (Map<String, String> changes : List.of(Map.of("counts", "-"), Map.of("group", "-"), Map.of("feature", "-"),
                Map.of("benefit", "clinic", "counts", "9"), Map.of("counts", "3,2"), Map.of("counts", "3,2,1"),
                Map.of("counts", "3,2,x"), Map.of("group", "name"), Map.of("group", "height"),
                Map.of("feature", "name"), Map.of("benefit", "clinic,name,course"), Map.of("degree", "2"),
                Map.of("data", "linear"), Map.of("seed", "1"), Map.of("table", folder.resolve("none.csv").toString()),
                Map.of("table", "-"))) {
            String message = assertThrows(InvalidInputException.class, () -> run(table, changes), changes.toString())
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
        }
    }
}
