package io.alphafair.studies.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import io.alphafair.npy.Npy;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupDataTest {
    @TempDir
    Path folder;

    private static double[][] rows(GroupData data, int count) {
        double[][] rows = new double[count][data.columns().size()];
        for (double[] row : rows) {
            data.next(row);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 21, 4711})
    void frequenciesAreWithinFourSigmas(long seed) {
        GroupData data = new GroupData(3, 0, seed);
        double[][] rows = rows(data, 50_000);
        double[] frequency = SyntheticReport.frequencies(data, rows);
        double[] probability = data.probabilities();
        assertEquals(8, frequency.length);
        for (int group = 0; group < frequency.length; group++) {
            assertTrue(Math.abs(SyntheticReport.sigmas(frequency[group], probability[group], rows.length)) < 4,
                    "group " + group + ": " + frequency[group]);
        }
    }

    @Test
    void otherProbabilities() {
        GroupData data = new GroupData(1, 0, 8, Attribute.SEX.with(new double[]{0.9, 0.1}),
                Attribute.RACE.with(new double[]{0.2, 0.2, 0.2, 0.2, 0.1, 0.1}));
        double[][] rows = rows(data, 50_000);
        double[] frequency = SyntheticReport.frequencies(data, rows);
        assertArrayEquals(new double[]{0.9, 0.1, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1}, data.probabilities());
        for (int group = 0; group < frequency.length; group++) {
            assertTrue(
                    Math.abs(SyntheticReport.sigmas(frequency[group], data.probabilities()[group], rows.length)) < 4);
        }
        for (double[] bad : new double[][]{{1}, {0.5, 0.4}, {1.5, -0.5}, {Double.NaN, 1}}) {
            assertThrows(InvalidInputException.class, () -> Attribute.SEX.with(bad));
        }
    }

    /** Sex and race are independent: the cells' frequencies are products. */
    @Test
    void cellsAreProducts() {
        GroupData data = new GroupData(1, 0, 5);
        double[][] rows = rows(data, 50_000);
        double[] probability = data.probabilities();
        for (int sex = 0; sex < 2; sex++) {
            for (int race = 2; race < 8; race++) {
                int first = data.firstMembership() + sex;
                int second = data.firstMembership() + race;
                double both = Arrays.stream(rows).filter(row -> row[first] == 1 && row[second] == 1).count()
                        / (double) rows.length;
                assertTrue(Math.abs(
                        SyntheticReport.sigmas(both, probability[sex] * probability[race], rows.length)) < 4);
            }
        }
    }

    @Test
    void theSameSettingsGiveTheSameBitsAndMoreRowsTheSameFirstOnes() {
        double[][] few = rows(new GroupData(20, 3, 7), 10);
        double[][] many = rows(new GroupData(20, 3, 7), 30);
        for (int row = 0; row < few.length; row++) {
            assertArrayEquals(few[row], many[row]);
        }
        assertTrue(!Arrays.equals(few[0], rows(new GroupData(20, 3, 8), 1)[0]));
    }

    /** Without noise a label is the same linear function of the features for everybody. */
    @Test
    void labelsAreLinear() {
        GroupData data = new GroupData(2, 0, 3);
        double[][] rows = rows(data, 50);
        int label = data.firstLabel() + 4;
        double determinant = rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];
        double first = (rows[0][label] * rows[1][1] - rows[0][1] * rows[1][label]) / determinant;
        double second = (rows[0][0] * rows[1][label] - rows[0][label] * rows[1][0]) / determinant;
        for (double[] row : rows) {
            assertEquals(first * row[0] + second * row[1], row[label], 1e-8 * row[label]);
            double[] labels = Arrays.copyOfRange(row, data.firstLabel(), data.firstLabel() + 8);
            assertEquals(Arrays.stream(labels).min().orElseThrow(), row[data.leastLabel()]);
            assertEquals(Arrays.stream(labels).max().orElseThrow(), row[data.leastLabel() + 1]);
            assertEquals(Arrays.stream(labels).average().orElseThrow(), row[data.leastLabel() - 1], 1e-9);
        }
    }

    @Test
    void noiseHasItsStandardDeviation() {
        double[][] quiet = rows(new GroupData(2, 0, 3), 20_000);
        double[][] noisy = rows(new GroupData(2, 5, 3), 20_000);
        int label = new GroupData(2, 0, 3).firstLabel();
        double square = IntStream.range(0, quiet.length)
                .mapToDouble(row -> Math.pow(noisy[row][label] - quiet[row][label], 2)).average().orElseThrow();
        assertEquals(5, Math.sqrt(square), 0.15);
    }

    @Test
    void filesHoldTheSameNumbers() {
        Path npy = folder.resolve("people.npy");
        Path csv = folder.resolve("people.csv");
        GroupFile.write(npy, new GroupData(4, 1, 9), 200, done -> {});
        GroupFile.write(csv, new GroupData(4, 1, 9), 200, done -> {});
        GroupData data = new GroupData(4, 1, 9);
        double[][] rows = rows(data, 200);
        Table table = Table.read(csv);
        assertEquals(data.columns(), table.columns());
        try (Matrix matrix = Npy.readMatrix(npy)) {
            assertEquals(200, matrix.rows());
            for (int column = 0; column < data.columns().size(); column++) {
                double[] cells = table.doubles(data.columns().get(column));
                for (int row = 0; row < 200; row++) {
                    assertEquals(rows[row][column], matrix.get(row, column));
                    assertEquals(rows[row][column], cells[row]);
                }
            }
        }
    }

    @Test
    void badSettingsAreRefused() {
        assertThrows(InvalidInputException.class, () -> new GroupData(0, 0, 1));
        assertThrows(InvalidInputException.class, () -> new GroupData(3, -1, 1));
        assertThrows(InvalidInputException.class, () -> GroupFile.requireName(Path.of("people.txt")));
        GroupData data = new GroupData(20, 0, 1);
        assertThrows(InvalidInputException.class, () -> GroupModels.fit(data, rows(data, 60), 1));
    }
}
