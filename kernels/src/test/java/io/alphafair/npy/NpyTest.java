package io.alphafair.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.scalar.ScalarBackend;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private static final double[] SPECIAL = {0.0, -0.0, Double.MIN_VALUE, 1 / 3.0, Double.MAX_VALUE, Double.NaN,
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -2.5};

    @TempDir
    Path folder;

    /** A file that NumPy wrote; {@code make.py} beside it says how. */
    static Path byNumpy(String name) {
        try {
            return Path.of(NpyTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertMatrix(double[] expected, long rows, Path file) {
        try (Matrix matrix = Npy.readMatrix(file)) {
            assertEquals(rows + " x " + expected.length / rows, matrix.shape());
            assertArrayEquals(expected, matrix.toArray());
        }
    }

    private static int[] labels(Path file) {
        try (Groups groups = Npy.readGroups(file)) {
            return labels(groups);
        }
    }

    private static int[] labels(Groups groups) {
        int[] labels = new int[(int) groups.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = groups.label(row);
        }
        return labels;
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64-v1.npy", "float64-v2.npy", "float64-v3.npy"})
    void readsEveryVersionThatNumpyWrites(String name) {
        assertMatrix(SPECIAL, 3, byNumpy(name));
    }

    @Test
    void convertsTheOtherTypesOfNumpy() {
        assertMatrix(new double[]{0.1f, -3, 3.4e38f}, 3, byNumpy("float32-column.npy"));
        assertMatrix(new double[]{1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE}, 2, byNumpy("int32-matrix.npy"));
        assertMatrix(new double[]{0x1p53, -1, 0}, 1, byNumpy("int64-matrix.npy"));
    }

    @Test
    void convertsIntegersOfEverySizeHalvesAndBool() {
        assertMatrix(new double[]{255, 0}, 1, byNumpy("uint8-matrix.npy"));
        assertMatrix(new double[]{Short.MIN_VALUE, Short.MAX_VALUE}, 2, byNumpy("int16-column.npy"));
        assertMatrix(new double[]{0x1p32 - 1, 0}, 2, byNumpy("uint32-column.npy"));
        assertMatrix(new double[]{0x1p63, 0x1p64, 0x1p63 + 2048}, 1, byNumpy("uint64-matrix.npy"));
        assertMatrix(new double[]{0, 1, 2}, 3, byNumpy("float16.npy"));
        assertMatrix(new double[]{1, 0}, 2, byNumpy("bool.npy"));
    }

    @Test
    void readsFortranOrderAsNumpyDoes() {
        assertMatrix(new double[]{0, 1, 2, 3, 4, 5}, 2, byNumpy("fortran.npy"));
        assertMatrix(new double[]{0, 1, 2}, 1, byNumpy("fortran-1x3.npy"));
        assertMatrix(new double[]{0, 1, 2}, 3, byNumpy("fortran-3x1.npy"));
    }

    @Test
    void readsTheLongNumbersOfPython2() {
        assertMatrix(new double[]{0, 1}, 2, byNumpy("python2.npy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8", "uint8", "int16", "uint16", "uint32", "uint64"})
    void readsLabelsOfEveryTypeOfIntegers(String type) {
        assertArrayEquals(new int[]{2, 0, 1, 2}, labels(byNumpy("labels-" + type + ".npy")));
    }

    @Test
    void readsLabelsOfBool() {
        assertArrayEquals(new int[]{1, 0, 1}, labels(byNumpy("labels-bool.npy")));
    }

    @Test
    void readsLabelsThatNumpyWrote() {
        assertArrayEquals(new int[]{2, 0, 1, 2}, labels(byNumpy("labels-int32.npy")));
        assertArrayEquals(new int[]{1, 0, 1}, labels(byNumpy("labels-int64-column.npy")));
        try (Groups groups = Npy.readGroups(byNumpy("labels-int32.npy"))) {
            assertEquals(3, groups.count());
            assertEquals(2, groups.groupSize(2));
        }
    }

    @Test
    void aMatrixRoundTripsBitByBit() {
        Path file = folder.resolve("m.npy");
        for (int columns : new int[]{1, 3, 9}) {
            try (Matrix matrix = Matrix.copyOf(SPECIAL, SPECIAL.length / columns, columns)) {
                Npy.write(file, matrix);
            }
            assertMatrix(SPECIAL, SPECIAL.length / columns, file);
        }
    }

    @Test
    void aMatrixLargerThanAChunkOfTheWriterRoundTrips() {
        double[] values = new double[300_001];
        for (int place = 0; place < values.length; place++) {
            values[place] = place * 0.7;
        }
        Path file = folder.resolve("large.npy");
        try (Matrix matrix = Matrix.copyOf(values)) {
            Npy.write(file, matrix);
        }
        assertMatrix(values, values.length, file);
    }

    @Test
    void labelsRoundTrip() {
        Path file = folder.resolve("g.npy");
        int[] written = {0, 2, 1, 2, 2};
        try (Groups groups = Groups.of(written)) {
            Npy.write(file, groups);
        }
        assertArrayEquals(written, labels(file));
    }

    @Test
    void whatIsWrittenIsWhatNumpyWrites() throws IOException {
        Path file = folder.resolve("m.npy");
        try (Matrix matrix = Matrix.copyOf(SPECIAL, 3, 3)) {
            Npy.write(file, matrix);
        }
        assertArrayEquals(Files.readAllBytes(byNumpy("float64-v1.npy")), Files.readAllBytes(file));
        try (Groups groups = Npy.readGroups(byNumpy("labels-int32.npy"))) {
            Npy.write(file, groups);
        }
        assertArrayEquals(Files.readAllBytes(byNumpy("labels-int32.npy")), Files.readAllBytes(file));
    }

    @Test
    void aFileCanBeReplacedWhileItIsMapped() throws IOException {
        Path file = folder.resolve("m.npy");
        Files.copy(byNumpy("float64-v1.npy"), file);
        Path link = Files.createSymbolicLink(folder.resolve("link.npy"), file.getFileName());
        try (Matrix mapped = Npy.readMatrix(file); Matrix other = Matrix.copyOf(new double[]{1, 2})) {
            Npy.write(link, other);
            assertArrayEquals(SPECIAL, mapped.toArray());
        }
        assertMatrix(new double[]{1, 2}, 2, file);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("link.npy", "m.npy"), files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aMappedMatrixIsReadOnlyAndEndsWhenClosed() {
        Matrix matrix = Npy.readMatrix(byNumpy("float64-v1.npy"));
        assertThrows(RuntimeException.class, () -> matrix.set(0, 0, 1));
        matrix.close();
        matrix.close();
        assertThrows(IllegalStateException.class, () -> matrix.get(0, 0));
    }

    @Test
    void theHotPassReadsAMappedFile() {
        double[] benefit = {1, 5, 2, 8};
        Path file = folder.resolve("b.npy");
        try (Matrix matrix = Matrix.copyOf(benefit)) {
            Npy.write(file, matrix);
        }
        try (ScalarBackend backend = new ScalarBackend();
                Items mapped = Items.of(Npy.readMatrix(file), Matrix.copyOf(new double[]{1}),
                        Npy.readGroups(byNumpy("labels-int32.npy")));
                Items copied = Items.of(Matrix.copyOf(benefit), Matrix.copyOf(new double[]{1}),
                        Groups.of(new int[]{2, 0, 1, 2}))) {
            assertEquals(backend.prepare(copied).bestItems(), backend.prepare(mapped).bestItems());
        }
    }

    @Test
    void writingWhereNothingCanBeWrittenIsRefused() {
        try (Matrix matrix = Matrix.copyOf(SPECIAL)) {
            Path nowhere = folder.resolve("missing/m.npy");
            String message = assertThrows(NpyException.class, () -> Npy.write(nowhere, matrix)).getMessage();
            assertEquals(nowhere + " cannot be written:", message.substring(0, message.indexOf(':') + 1));
            assertEquals(folder + " is not a regular file: name a file to write to",
                    assertThrows(NpyException.class, () -> Npy.write(folder, matrix)).getMessage());
        }
    }

    /** Several chunks, and the last one not full. */
    @Test
    void rowsAreStreamed() {
        Path file = folder.resolve("rows.npy");
        long[] next = {0};
        Npy.write(file, 50_001, 7, row -> {
            for (int column = 0; column < row.length; column++) {
                row[column] = next[0]++ * 0.5;
            }
        });
        try (Matrix matrix = Npy.readMatrix(file)) {
            assertEquals("50001 x 7", matrix.shape());
            assertEquals(0.5 * (50_000L * 7 + 6), matrix.get(50_000, 6));
            assertEquals(0.5 * (18_725L * 7 + 3), matrix.get(18_725, 3));
        }
        assertThrows(InvalidInputException.class, () -> Npy.write(file, 0, 7, row -> {}));
    }

    /** Whatever the length of its text, which grows by few characters at a time here. */
    @Test
    void aHeaderThatIsWrittenEndsAtAMultipleOf64Bytes() {
        for (int digits = 1; digits <= 300; digits++) {
            long[] shape = new long[(digits - 1) / 18 + 1];
            Arrays.fill(shape, 123_456_789_012_345_678L);
            shape[0] = (long) Math.pow(10, (digits - 1) % 18);
            byte[] bytes = new NpyHeader("<f8", false, shape).encode();
            assertEquals(0, bytes.length % 64);
            assertEquals(bytes.length - 10, bytes[8] & 0xFF | (bytes[9] & 0xFF) << 8);
            String text = new String(bytes, 10, bytes.length - 10, StandardCharsets.US_ASCII);
            assertTrue(text.matches("\\{.*\\), \\} {0,63}\n"), text);
        }
    }
}
