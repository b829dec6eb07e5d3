package io.alphafair.studies.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import io.alphafair.npy.Npy;
import io.alphafair.studies.synthetic.GroupSettings.Range;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        GroupData data = new GroupData(GroupSettings.source(3, 0), seed);
        double[][] rows = rows(data, 50_000);
        double[] frequency = SyntheticReport.frequencies(data, rows);
        double[] probability = data.settings().probabilities();
        assertEquals(8, frequency.length);
        for (int group = 0; group < frequency.length; group++) {
            assertTrue(Math.abs(SyntheticReport.sigmas(frequency[group], probability[group], rows.length)) < 4,
                    "group " + group + ": " + frequency[group]);
        }
    }

    @Test
    void anyAttributesAndRanges() {
        GroupSettings settings = new GroupSettings(
                Attribute.parse("AGE:young=0.2,middle=0.5,old=0.3+HOME:town=0.9,country=0.1+CAR:yes=0.4,no=0.6"), 2,
                new Range(-1, 3), new Range(5, 6), 0);
        assertEquals(List.of("young", "middle", "old", "town", "country", "yes", "no"), settings.groupNames());
        assertArrayEquals(new double[]{0.2, 0.5, 0.3, 0.9, 0.1, 0.4, 0.6}, settings.probabilities());
        GroupData data = new GroupData(settings, 8);
        double[][] rows = rows(data, 50_000);
        double[] frequency = SyntheticReport.frequencies(data, rows);
        for (int group = 0; group < frequency.length; group++) {
            assertTrue(Math.abs(SyntheticReport.sigmas(frequency[group], settings.probabilities()[group],
                    rows.length)) < 4, "group " + group + ": " + frequency[group]);
        }
        for (int feature = 0; feature < 2; feature++) {
            int column = feature;
            assertEquals(-1, Arrays.stream(rows).mapToDouble(row -> row[column]).min().orElseThrow(), 1e-3);
            assertEquals(3, Arrays.stream(rows).mapToDouble(row -> row[column]).max().orElseThrow(), 1e-3);
        }
        assertTrue(Arrays.stream(data.weights()).flatMapToDouble(Arrays::stream).allMatch(w -> w >= 5 && w < 6));
        for (double[] row : Arrays.copyOf(rows, 100)) {
            for (int group = 0; group < 7; group++) {
                assertEquals(data.weights()[group][0] * row[0] + data.weights()[group][1] * row[1],
                        row[data.firstLabel() + group], 1e-12);
            }
        }
    }

    /** What the source document printed of its twelve atomic groups; it has races first, then sexes. */
    @Test
    void theAtomicGroupsAreTheSourceDocuments() {
        List<GroupSettings.Combination> cells = new GroupSettings(List.of(Attribute.RACE, Attribute.SEX), 20,
                Range.SOURCE, Range.SOURCE, 0).combinations();
        double[] printed = {0.305, 0.305, 0.06, 0.06, 0.05, 0.05, 0.04, 0.04, 0.03, 0.03, 0.015, 0.015};
        assertArrayEquals(printed, cells.stream().mapToDouble(GroupSettings.Combination::probability).toArray(), 1e-16);
        assertEquals("white, male", cells.getFirst().name());
        assertEquals("native-american/alaska-native, female", cells.getLast().name());
        assertArrayEquals(new int[]{0, 7}, cells.get(1).groups());
    }

    @Test
    void badAttributesAreRefused() {
        for (String bad : List.of("", "SEX", "SEX:", "SEX:male=1", "SEX:male=0.5,female=0.4", "SEX:male=0.5,male=0.5",
                "SEX:male=1.5,female=-0.5", "SEX:male,female", "SEX:male=x,female=0.5", ":male=0.5,female=0.5",
                "SEX:male=0.5,female=0.5+", "SEX:=0.5,female=0.5")) {
            assertThrows(InvalidInputException.class, () -> Attribute.parse(bad), bad);
        }
        String all = Attribute.RACE.text();
        assertEquals(List.of(Attribute.RACE), Attribute.parse(all));
        List<Attribute> twice = List.of(Attribute.SEX, Attribute.SEX);
        assertThrows(InvalidInputException.class,
                () -> new GroupSettings(twice, 1, Range.SOURCE, Range.SOURCE, 0));
        assertThrows(InvalidInputException.class, () -> new Range(1, 1));
        for (String name : List.of("avg", "min", "max")) {
            List<Attribute> summary = Attribute.parse("LEVEL:low=0.5," + name + "=0.5");
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> new GroupSettings(summary, 1, Range.SOURCE, Range.SOURCE, 0));
            assertTrue(e.getMessage().startsWith("a group is named '" + name + "', and y_" + name), e.getMessage());
        }
    }

    @Test
    void everybodyIsCountedInOneCell() {
        GroupSettings settings = new GroupSettings(
                Attribute.parse("AGE:young=0.2,middle=0.5,old=0.3+HOME:town=0.9,country=0.1+CAR:yes=0.4,no=0.6"), 1,
                Range.SOURCE, Range.SOURCE, 0);
        GroupData data = new GroupData(settings, 3);
        double[][] rows = rows(data, 2_000);
        List<GroupSettings.Combination> cells = settings.combinations();
        int[] count = SyntheticReport.cellCounts(data, rows);
        assertEquals(12, count.length);
        for (int cell = 0; cell < count.length; cell++) {
            int[] groups = cells.get(cell).groups();
            assertEquals(Arrays.stream(rows).filter(row -> Arrays.stream(groups)
                    .allMatch(group -> row[data.firstMembership() + group] == 1)).count(), count[cell],
                    cells.get(cell).name());
        }
    }

    /** As many cells as there may be: a pass over all people for each of them takes minutes. */
    @Test
    @Timeout(20)
    void manyCellsAreCountedInOnePass() {
        String values = IntStream.range(0, 100).mapToObj(value -> "%s" + value + "=0.01")
                .collect(Collectors.joining(","));
        GroupData data = new GroupData(new GroupSettings(
                Attribute.parse("A:" + values.replace("%s", "a") + "+B:" + values.replace("%s", "b")), 1, Range.SOURCE,
                Range.SOURCE, 0), 3);
        double[][] rows = rows(data, 100_000);
        assertEquals(rows.length, Arrays.stream(SyntheticReport.cellCounts(data, rows)).sum());
    }

    /** Sex and race are independent: the cells' frequencies are products. */
    @Test
    void cellsAreProducts() {
        GroupData data = new GroupData(GroupSettings.source(1, 0), 5);
        double[][] rows = rows(data, 50_000);
        double[] probability = data.settings().probabilities();
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
        double[][] few = rows(new GroupData(GroupSettings.source(20, 3), 7), 10);
        double[][] many = rows(new GroupData(GroupSettings.source(20, 3), 7), 30);
        for (int row = 0; row < few.length; row++) {
            assertArrayEquals(few[row], many[row]);
        }
        assertTrue(!Arrays.equals(few[0], rows(new GroupData(GroupSettings.source(20, 3), 8), 1)[0]));
    }

    /** Without noise a label is the same linear function of the features for everybody. */
    @Test
    void labelsAreLinear() {
        GroupData data = new GroupData(GroupSettings.source(2, 0), 3);
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
        double[][] quiet = rows(new GroupData(GroupSettings.source(2, 0), 3), 20_000);
        double[][] noisy = rows(new GroupData(GroupSettings.source(2, 5), 3), 20_000);
        int label = new GroupData(GroupSettings.source(2, 0), 3).firstLabel();
        double square = IntStream.range(0, quiet.length)
                .mapToDouble(row -> Math.pow(noisy[row][label] - quiet[row][label], 2)).average().orElseThrow();
        assertEquals(5, Math.sqrt(square), 0.15);
    }

    @Test
    void filesHoldTheSameNumbers() {
        Path npy = folder.resolve("people.npy");
        Path csv = folder.resolve("people.csv");
        GroupFile.write(npy, new GroupData(GroupSettings.source(4, 1), 9), 200, true, done -> {});
        GroupFile.write(csv, new GroupData(GroupSettings.source(4, 1), 9), 200, true, done -> {});
        GroupData data = new GroupData(GroupSettings.source(4, 1), 9);
        double[][] rows = rows(data, 200);
        Table table = Table.read(csv);
        assertEquals(data.columns(), table.columns());
        assertEquals(List.of("g_female=0", "g_female=1"), GroupLabels.of(table, List.of("g_female")).names());
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
    void theSensitiveColumnsCanBeLeftOut() {
        Path csv = folder.resolve("people.csv");
        GroupData data = new GroupData(GroupSettings.source(4, 1), 9);
        GroupFile.write(csv, new GroupData(GroupSettings.source(4, 1), 9), 50, false, done -> {});
        Table table = Table.read(csv);
        assertEquals(data.columns().stream().filter(column -> !column.startsWith("g_")).toList(), table.columns());
        double[][] rows = rows(data, 50);
        for (String column : table.columns()) {
            int place = data.columns().indexOf(column);
            assertArrayEquals(Arrays.stream(rows).mapToDouble(row -> row[place]).toArray(), table.doubles(column));
        }
    }

    @Test
    void badSettingsAreRefused() {
        assertThrows(InvalidInputException.class, () -> new GroupData(GroupSettings.source(0, 0), 1));
        assertThrows(InvalidInputException.class, () -> new GroupData(GroupSettings.source(3, -1), 1));
        assertThrows(InvalidInputException.class, () -> GroupFile.requireName(Path.of("people.txt")));
        GroupData data = new GroupData(GroupSettings.source(20, 0), 1);
        assertThrows(InvalidInputException.class, () -> GroupModels.fit(data, rows(data, 60), 1));
    }
}
