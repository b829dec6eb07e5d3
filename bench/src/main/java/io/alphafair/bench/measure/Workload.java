package io.alphafair.bench.measure;

import io.alphafair.Batch;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.record.Problem;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.studies.NamedWorkloads;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Named sources of problems: generated data shapes that come in any size, real data, and a user's. */
public final class Workload {
    private static final long SEED = 20_250_101;
    /** Some 100 µs for one thread, so that a second has thousands of calls. */
    private static final long SMALL_ELEMENTS = 200_000;
    private static final String NMES = "nmes";
    private static final String CENSUS = "census";
    /** As the benchmarks of budget paths have it: benefits uniform in 0 to 1, costs in 0.05 to 1.05. */
    private static final String TREATMENTS = "treatments";
    private static final double LEAST_TREATMENT_COST = 0.05;
    /** The parameter that says how many equal generated problems become one. */
    private static final String INSTANCES = "instances";
    /** The parameter that says that all individuals share one row of costs. */
    private static final String COSTS = "costs";
    private static final String ONE_ROW = "row";

    private Workload() {
    }

    /** @throws InvalidInputException if there is no workload of that name */
    public static void requireKnown(String name) {
        List<String> known = Stream
                .concat(Arrays.stream(Shape.values()).map(Shape::label), Stream.of(NMES, CENSUS, TREATMENTS))
                .toList();
        if (!known.contains(name) && !(name.equals(OwnData.SHAPE) && OwnData.isShared())) {
            throw new InvalidInputException(
                    "unknown workload '" + name + "': expected one of " + String.join(", ", known));
        }
    }

    /**
     * Refuses what {@link #make} would refuse, without making it.
     *
     * @throws InvalidInputException if there is no workload of that name, or it has no problem of those sizes
     */
    public static void requirePossible(Problem problem) {
        requireKnown(problem.shape());
        if (problem.more().containsKey(INSTANCES)) {
            Shape.parse(problem.shape());
        }
        Problem possible = switch (problem.shape()) {
            case NMES -> problem.with("n", "4406").with("t", "6").with("k", "4");
            case CENSUS -> problem.with("t", "8").with("k", "12");
            default -> problem;
        };
        if (!problem.equals(possible)) {
            throw new InvalidInputException(problem + ": expected " + possible);
        }
    }

    /** The problem with fewer individuals, if there are many. */
    static Problem smaller(Problem problem) {
        long n = Math.max(problem.k(), SMALL_ELEMENTS / problem.t());
        return n * problem.t() < problem.elements() / 2 ? problem.with("n", Long.toString(n)) : problem;
    }

    /** Makes a problem, the same bits at every call, or refuses a size that its workload has not. */
    public static Items make(Problem problem) {
        if (problem.more().containsKey(INSTANCES)) {
            return instances(problem);
        }
        requireKnown(problem.shape());
        Items items = switch (problem.shape()) {
            case NMES -> NamedWorkloads.nmes().items();
            case CENSUS -> NamedWorkloads.census(Math.toIntExact(problem.n()), SEED).items();
            case TREATMENTS -> treatments(problem);
            case OwnData.SHAPE -> OwnData.read(problem);
            default -> Problems.make(Shape.parse(problem.shape()), Math.toIntExact(problem.n()), problem.t(),
                    problem.k(), SEED);
        };
        if (items.individualCount() != problem.n() || items.itemCount() != problem.t()
                || items.groupCount() != problem.k()) {
            Problem found = Problem.of(problem.shape(), items.individualCount(), items.itemCount(),
                    items.groupCount());
            items.close();
            throw new InvalidInputException(problem + ": expected " + found);
        }
        Items priced = ONE_ROW.equals(problem.more().get(COSTS)) ? withOneRowOfCosts(items) : items;
        return problem.more().containsKey(CappedQuestions.CAPS)
                ? priced.withCaps(Matrix.copyOf(new double[]{CappedQuestions.positive(problem, CappedQuestions.CAPS)}))
                : priced;
    }

    private static Items treatments(Problem problem) {
        int n = Math.toIntExact(problem.n());
        SplittableRandom random = new SplittableRandom(SEED);
        int[] labels = new int[n];
        Matrix benefit = Matrix.allocate(n, problem.t());
        Matrix cost = Matrix.allocate(n, problem.t());
        for (int row = 0; row < n; row++) {
            // No group is empty.
            labels[row] = row < problem.k() ? row : random.nextInt(problem.k());
            for (int item = 0; item < problem.t(); item++) {
                benefit.set(row, item, random.nextDouble());
                cost.set(row, item, LEAST_TREATMENT_COST + random.nextDouble());
            }
        }
        return Items.of(benefit, cost, Groups.of(labels, problem.k()));
    }

    private static Items withOneRowOfCosts(Items items) {
        double[] costs = new double[items.itemCount()];
        Arrays.setAll(costs, item -> items.cost(0, item));
        items.cost().close();
        return Items.of(items.benefit(), Matrix.copyOf(costs, 1, costs.length), items.groups());
    }

    /** Equal instances in one problem: label = instance * K + group. */
    private static Items instances(Problem problem) {
        int instances = Integer.parseInt(problem.more().get(INSTANCES));
        int n = Math.toIntExact(problem.n());
        int rows = Math.multiplyExact(instances, n);
        Items drawn = Problems.make(Shape.parse(problem.shape()), rows, problem.t(), problem.k(), SEED);
        int[] instance = new int[rows];
        int[] label = new int[rows];
        for (int row = 0; row < rows; row++) {
            instance[row] = row / n;
            label[row] = drawn.groups().label(row);
        }
        return Items.of(drawn.benefit(), drawn.cost(), new Batch(instances, problem.k()).groups(instance, label));
    }
}
