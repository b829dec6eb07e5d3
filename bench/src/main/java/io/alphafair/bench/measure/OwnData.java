package io.alphafair.bench.measure;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Problem;
import io.alphafair.npy.Npy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * A user's data as a workload: three {@code .npy} files in the folder that this JVM shares with those that it starts, so that
 * no path of the machine travels in a problem.
 */
public final class OwnData {
    /** The workload's name. */
    public static final String SHAPE = "own data";
    /** The parameter with the names of the files, and of the columns. */
    public static final String NAMES = "data";
    /** Parameters that say which operands are not N x T: the shape. */
    private static final String BENEFITS = "benefits";
    private static final String COSTS = "costs";

    private static final String FOLDER = "own-data";
    private static final String BENEFIT_FILE = "benefit.npy";
    private static final String COST_FILE = "cost.npy";
    private static final String GROUP_FILE = "group.npy";

    private OwnData() {
    }

    /**
     * Makes these files the data of this JVM and of those that it starts from now on.
     *
     * @param benefit stays where it is, as do the others, and must not be changed
     */
    public static void share(Path benefit, Path cost, Path group) throws IOException {
        Path folder = emptied();
        Files.createSymbolicLink(folder.resolve(BENEFIT_FILE), benefit.toAbsolutePath());
        Files.createSymbolicLink(folder.resolve(COST_FILE), cost.toAbsolutePath());
        Files.createSymbolicLink(folder.resolve(GROUP_FILE), group.toAbsolutePath());
    }

    /** As {@link #share(Path, Path, Path)} for data that is in no such files. */
    public static void share(Items items) throws IOException {
        Path folder = emptied();
        Npy.write(folder.resolve(BENEFIT_FILE), items.benefit());
        Npy.write(folder.resolve(COST_FILE), items.cost());
        Npy.write(folder.resolve(GROUP_FILE), items.groups());
    }

    private static Path emptied() throws IOException {
        Path folder = folder();
        TemporaryFolder.delete(folder);
        return Files.createDirectory(folder);
    }

    private static Path folder() throws IOException {
        return TemporaryFolder.shared().resolve(FOLDER);
    }

    /** Whether this JVM has such data. */
    static boolean isShared() {
        try {
            return Files.exists(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a problem is of such data. */
    public static boolean is(Problem problem) {
        return problem.shape().equals(SHAPE);
    }

    /**
     * The problem that these data are.
     *
     * @param names the names of the files, and of the columns
     * @param sha256 of the files, with blanks between them
     */
    public static Problem problem(Items items, String names, String sha256) {
        Problem problem = Problem.of(SHAPE, items.individualCount(), items.itemCount(), items.groupCount(), NAMES,
                names, Problem.SHA_256, sha256);
        return withShape(withShape(problem, BENEFITS, items.benefit()), COSTS, items.cost());
    }

    private static Problem withShape(Problem problem, String name, Matrix matrix) {
        return matrix.size() == problem.elements()
                ? problem
                : problem.with(name, matrix.rows() + " × " + matrix.columns());
    }

    /** How many of benefits and costs are N x T. */
    static int wholeOperands(Problem problem) {
        return 2 - (problem.more().containsKey(BENEFITS) ? 1 : 0) - (problem.more().containsKey(COSTS) ? 1 : 0);
    }

    /** The data in memory of its own, as generated data are; of fewer individuals if the problem has fewer. */
    static Items read(Problem problem) {
        try (Matrix benefit = Npy.readMatrix(folder().resolve(BENEFIT_FILE));
                Matrix cost = Npy.readMatrix(folder().resolve(COST_FILE));
                Groups groups = Npy.readGroups(folder().resolve(GROUP_FILE))) {
            long[] rows = rows(groups, Math.min(problem.n(), groups.size()));
            int[] labels = new int[rows.length];
            for (int row = 0; row < rows.length; row++) {
                labels[row] = groups.label(rows[row]);
            }
            return Items.of(copy(benefit, rows), copy(cost, rows), Groups.of(labels, groups.count()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first row of each group, and then the first rows of all, in ascending order. */
    private static long[] rows(Groups groups, long count) {
        BitSet chosen = new BitSet();
        for (int group = 0; group < groups.count(); group++) {
            chosen.set(Math.toIntExact(groups.firstRow(group)));
        }
        int row = 0;
        for (long missing = count - groups.count(); missing > 0; missing--) {
            row = chosen.nextClearBit(row);
            chosen.set(row);
        }
        return chosen.stream().asLongStream().toArray();
    }

    private static Matrix copy(Matrix from, long[] rows) {
        boolean shared = from.rows() == 1;
        Matrix copy = Matrix.allocate(shared ? 1 : rows.length, from.columns());
        long bytes = (long) from.columns() * Double.BYTES;
        for (int row = 0; row < copy.rows(); row++) {
            MemorySegment.copy(from.segment(), (shared ? 0 : rows[row]) * bytes, copy.segment(), row * bytes, bytes);
        }
        return copy;
    }
}
