package io.alphafair.bench.measure;

import io.alphafair.Batch;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.record.Problem;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.studies.NamedWorkloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A named source of problems: a generated data shape that comes in any size, or real data.
 *
 * @param name the value of a problem's {@code shape}
 * @param summary what it is, in one line
 * @param smallest a small problem; real data have one size
 */
public record Workload(String name, String summary, Problem smallest) {
    private static final long SEED = 20_250_101;
    private static final String NMES = "nmes";
    private static final String CENSUS = "census";
    /** The parameter that says that all individuals share one row of costs. */
    private static final String COSTS = "costs";

    /** All of them. */
    public static List<Workload> all() {
        List<Workload> all = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            all.add(new Workload(shape.label(), "generated, " + shape.label(),
                    Problem.of(shape.label(), 1000, 3, 8)));
        }
        all.add(new Workload(NMES, "NMES 1988: care that the elderly use, groups by sex and race",
                Problem.of(NMES, 4406, 6, 4)));
        all.add(new Workload(CENSUS, "a synthetic census, groups by race and sex", Problem.of(CENSUS, 10_000, 8, 12)));
        return all;
    }

    /** @throws InvalidInputException if there is no workload of that name */
    public static Workload named(String name) {
        return all().stream().filter(workload -> workload.name.equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown workload '" + name + "': expected one of "
                        + String.join(", ", all().stream().map(Workload::name).toList())));
    }

    /** Makes a problem, the same bits at every call, or refuses a size that its workload has not. */
    public static Items make(Problem problem) {
        if (problem.more().containsKey("instances")) {
            return instances(problem);
        }
        Items items = switch (named(problem.shape()).name) {
            case NMES -> NamedWorkloads.nmes().items();
            case CENSUS -> NamedWorkloads.census(Math.toIntExact(problem.n()), SEED).items();
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
        return problem.more().containsKey(COSTS) ? withOneRowOfCosts(items) : items;
    }

    private static Items withOneRowOfCosts(Items items) {
        double[] costs = new double[items.itemCount()];
        Arrays.setAll(costs, item -> items.cost(0, item));
        items.cost().close();
        return Items.of(items.benefit(), Matrix.copyOf(costs, 1, costs.length), items.groups());
    }

    /** Equal instances in one problem: label = instance * K + group. */
    private static Items instances(Problem problem) {
        int instances = Integer.parseInt(problem.more().get("instances"));
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
