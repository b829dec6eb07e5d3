package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loops in the sources are those of the templates, and the templates serve other element and label types too. */
class GeneratedLoopsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/alphafair/simd");
    /** The block begins here in the segments. */
    private static final int FIRST_ROW = 5;
    /** The loops run over these rows of it, in lanes. */
    private static final int FIRST = 2;
    private static final int END = 62;

    @TempDir
    private Path folder;

    @Test
    void theSourcesAreWhatTheTemplatesSay() {
        GeneratedLoops.generate(folder, "double", "int");
        for (String name : List.of("DoubleIntFilter.java", "DoubleIntTable.java", "DoubleIntDivision.java")) {
            assertEquals(GeneratedLoops.text(folder.resolve(name)), GeneratedLoops.text(SOURCES.resolve(name)), name
                    + " is not what its template says: run java kernels/src/main/templates/Generate.java and commit it");
        }
    }

    @Test
    void otherTypesCompileAndFindWhatPasses() throws IOException {
        String[] types = {"double", "short", "double", "byte", "float", "int", "float", "short", "float", "byte"};
        GeneratedLoops.generate(folder, types);
        GeneratedLoops.compile(folder);
        for (int i = 0; i < types.length; i += 2) {
            String prefix = capital(types[i]) + capital(types[i + 1]);
            check(GeneratedLoops.define(folder, prefix), types[i].equals("float"), types[i + 1]);
        }
    }

    @Test
    void theTypesInTheSourcesFindWhatPasses() {
        check(new GeneratedLoops(DoubleIntFilter.class, DoubleIntTable.class, DoubleIntDivision.class), false, "int");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static void check(GeneratedLoops loops, boolean isFloat, String label) {
        int lanes = GeneratedLoops.lanes(loops.filter());
        for (int groupCount : new int[]{2 * lanes, 8 * lanes}) {
            for (int itemCount : new int[]{1, 2, 3, lanes, 4 * lanes}) {
                new Problem(loops, isFloat, label, lanes, itemCount, groupCount).check();
            }
        }
    }

    /** Random elements of which few pass, and what the loops have to say of them. */
    private static final class Problem {
        private final GeneratedLoops loops;
        private final boolean isFloat;
        private final int lanes;
        private final int itemCount;
        private final int rows;
        private final double[] benefits;
        private final double[] costs;
        private final int[] groups;
        private final double[] thresholds;
        private final MemorySegment benefitSegment;
        private final Block block;
        private final long[] hits;

        private Problem(GeneratedLoops loops, boolean isFloat, String label, int lanes, int itemCount, int groupCount) {
            this.loops = loops;
            this.isFloat = isFloat;
            this.lanes = lanes;
            this.itemCount = itemCount;
            this.rows = 64 * lanes;
            SplittableRandom random = new SplittableRandom(itemCount);
            int elements = rows * itemCount;
            this.benefits = random.doubles(elements).map(value -> isFloat ? (float) value : value).toArray();
            this.costs = random.doubles(elements, 0.5, 1).map(value -> isFloat ? (float) value : value).toArray();
            this.groups = random.ints(rows, 0, groupCount).toArray();
            this.thresholds = IntStream.range(0, groupCount).mapToDouble(group -> 1 + group % 8 * 0.125).toArray();
            this.hits = new long[elements];
            Arena arena = Arena.ofAuto();
            int bytes = isFloat ? Float.BYTES : Double.BYTES;
            this.benefitSegment = arena.allocate((long) (FIRST_ROW + rows) * itemCount * bytes);
            MemorySegment costSegment = arena.allocate((long) (FIRST_ROW + rows) * itemCount * bytes);
            for (int i = 0; i < elements; i++) {
                set(benefitSegment, i, benefits[i]);
                set(costSegment, i, costs[i]);
            }
            this.block = new Block(benefitSegment, costSegment, labels(arena, label), itemCount);
            block.moveTo(FIRST_ROW, rows);
        }

        private void set(MemorySegment segment, int element, double value) {
            long at = (long) FIRST_ROW * itemCount + element;
            if (isFloat) {
                segment.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) value);
            } else {
                segment.setAtIndex(ValueLayout.JAVA_DOUBLE, at, value);
            }
        }

        /** With the padding that vectors of small labels need. */
        private MemorySegment labels(Arena arena, String label) {
            MemorySegment segment = arena.allocate((FIRST_ROW + rows) * (long) Integer.BYTES + Long.BYTES, 8);
            for (int row = 0; row < rows; row++) {
                switch (label) {
                    case "int" -> segment.setAtIndex(ValueLayout.JAVA_INT, FIRST_ROW + row, groups[row]);
                    case "short" -> segment.setAtIndex(ValueLayout.JAVA_SHORT, FIRST_ROW + row, (short) groups[row]);
                    default -> segment.set(ValueLayout.JAVA_BYTE, FIRST_ROW + row, (byte) groups[row]);
                }
            }
            return segment;
        }

        /** An array of the element type. */
        private Object typed(double... values) {
            Object array = Array.newInstance(isFloat ? float.class : double.class, values.length);
            for (int i = 0; i < values.length; i++) {
                if (isFloat) {
                    Array.setFloat(array, i, (float) values[i]);
                } else {
                    Array.setDouble(array, i, values[i]);
                }
            }
            return array;
        }

        private static double[] minus(double[] values) {
            return Arrays.stream(values).map(value -> -value).toArray();
        }

        private void check() {
            int from = FIRST * lanes * itemCount;
            int to = END * lanes * itemCount;
            assertFound("withOne", from, to, element -> 1.5, Array.get(typed(1.5), 0), from, to, hits);
            if (itemCount == 1) {
                checkSingles(from, to);
                checkDivision();
            } else {
                checkRows(from, to);
            }
            checkSigns();
        }

        private void checkSingles(int from, int to) {
            assertFound("withGathered", from, to, this::own, typed(thresholds), new int[lanes], from, to, hits);
            if (thresholds.length == 2 * lanes) {
                assertFound("withSelected", from, to, this::own, typed(minus(thresholds)), from, to, hits);
            }
            Object fetched = typed(new double[7]);
            GeneratedLoops.call(loops.filter(), "fetch", block, typed(thresholds), 3, 7, fetched);
            assertFetched(fetched);
            if ((boolean) GeneratedLoops.call(loops.table(), "fits", thresholds.length)) {
                Object table = typed(Arrays.copyOf(minus(thresholds), 8 * lanes));
                int found = GeneratedLoops.intOf(loops.table(), "scan", block, table, from, to, hits);
                assertArrayEquals(expected(from, to, this::own), elements(found));
                Object more = typed(new double[lanes + 3]);
                GeneratedLoops.call(loops.table(), "fetch", block, table, 3, lanes + 3, more);
                assertFetched(more);
            }
        }

        private void assertFetched(Object fetched) {
            for (int i = 0; i < Array.getLength(fetched); i++) {
                assertEquals(-thresholds[groups[3 + i]], Array.getDouble(fetched, i));
            }
        }

        private void checkRows(int from, int to) {
            if (itemCount == lanes) {
                assertFound("withRows", from, to, this::own, typed(thresholds), from, to, hits);
            } else if (itemCount % (2 * lanes) == 0) {
                int found = GeneratedLoops.intOf(loops.filter(), "withLongRows", block, itemCount, typed(thresholds),
                        from, to, hits);
                assertArrayEquals(expected(from, to, this::own), elements(found));
            } else {
                RowSpread spread = RowSpread.of(itemCount, lanes);
                Object rowOfLane = isFloat
                        ? Arrays.stream(spread.rowOfLane()).mapToInt(Math::toIntExact).toArray()
                        : spread.rowOfLane();
                double[] ofRows = new double[rows + 2 * lanes];
                Arrays.setAll(ofRows,
                        row -> row < (END - FIRST) * lanes ? -thresholds[groups[FIRST * lanes + row]] : 0);
                if (spread.isPair()) {
                    assertFound("withPairs", from, to, this::own, rowOfLane, spread.rows(), typed(ofRows), from, to,
                            hits);
                } else {
                    assertFound("withSpread", from, to, this::own, rowOfLane, spread.rowOfVector(), spread.rows(),
                            typed(ofRows), from, to, hits);
                }
            }
        }

        private void checkDivision() {
            double[] ratios = new double[rows];
            int whole = Vectors.LANES * 3;
            assertTrue((boolean) GeneratedLoops.call(loops.division(), "divide", block, ratios, 0, rows - 1));
            int[] list = new int[rows + lanes];
            int count = GeneratedLoops.intOf(loops.division(), "list", block, 0, rows - 1, 0, thresholds, ratios, list);
            int[] passing = IntStream.range(0, rows - 1).filter(row -> benefits[row] / costs[row] > own(row)).toArray();
            assertArrayEquals(passing, Arrays.copyOf(list, count));
            if (Vectors.LANES >= 4) {
                Arrays.fill(ratios, -1);
                count = GeneratedLoops.intOf(loops.division(), "divideAndList", block, whole, thresholds,
                        new int[Vectors.LANES], ratios, list);
                assertArrayEquals(Arrays.stream(passing).filter(row -> row < whole).toArray(),
                        Arrays.copyOf(list, count));
            }
            GeneratedLoops.call(loops.division(), "divideUnchecked", block, ratios);
            long[] largest = new long[thresholds.length];
            GeneratedLoops.call(loops.division(), "raiseLargest", block, rows, 1, ratios, largest);
            double[] ofGroups = new double[thresholds.length];
            for (int row = 0; row < rows; row++) {
                assertEquals(benefits[row] / costs[row], ratios[row]);
                ofGroups[groups[row]] = Math.max(ofGroups[groups[row]], ratios[row]);
            }
            assertArrayEquals(ofGroups, Arrays.stream(largest).mapToDouble(Double::longBitsToDouble).toArray());
        }

        /** A -0.0 is only noticed, a benefit below 0 is invalid. */
        private void checkSigns() {
            int to = 2 * lanes * itemCount;
            Object never = Array.get(typed(1e9), 0);
            assertEquals(0, GeneratedLoops.intOf(loops.filter(), "withOne", block, never, 0, to, hits));
            set(benefitSegment, 1, -0.0);
            assertEquals(~0, GeneratedLoops.intOf(loops.filter(), "withOne", block, never, 0, to, hits));
            assertFalse((boolean) GeneratedLoops.call(loops.filter(), "anyInvalid", block, 0, to));
            set(benefitSegment, 1, -1e-30);
            assertTrue((boolean) GeneratedLoops.call(loops.filter(), "anyInvalid", block, 0, to));
            set(benefitSegment, 1, Double.NaN);
            assertEquals(1, GeneratedLoops.intOf(loops.filter(), "withOne", block, never, 0, to, hits));
        }

        private double own(int element) {
            return thresholds[groups[element / itemCount]];
        }

        private int[] expected(int from, int to, IntToDoubleFunction threshold) {
            return IntStream.range(from, to).filter(element -> {
                double t = threshold.applyAsDouble(element);
                return benefits[element] >= t * costs[element];
            }).toArray();
        }

        private void assertFound(String loop, int from, int to, IntToDoubleFunction threshold,
                Object... arguments) {
            Object[] all = new Object[arguments.length + 1];
            all[0] = block;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            int[] expected = expected(from, to, threshold);
            assertTrue(expected.length > 0 && expected.length < (to - from) / 2, loop + " " + expected.length);
            assertArrayEquals(expected, elements(GeneratedLoops.intOf(loops.filter(), loop, all)), loop);
        }

        private int[] elements(int found) {
            return Arrays.stream(hits, 0, found)
                    .mapToObj(hit -> IntStream.range(0, Integer.SIZE)
                            .filter(lane -> (DoubleIntFilter.lanes(hit) >>> lane & 1) != 0)
                            .map(lane -> DoubleIntFilter.element(hit) + lane))
                    .flatMapToInt(stream -> stream).toArray();
        }
    }
}
