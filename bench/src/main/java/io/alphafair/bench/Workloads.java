package io.alphafair.bench;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.problem.Problems;
import io.alphafair.problem.Shape;
import java.util.ArrayList;
import java.util.List;

/** Every workload that a benchmark can name. */
public final class Workloads {
    private static final long SEED = 20_250_101;

    /** A data shape of the library's generator. */
    private record Generated(Shape shape) implements Workload {
        @Override
        public String name() {
            return shape.label();
        }

        @Override
        public String summary() {
            return "generated, " + shape.label();
        }

        @Override
        public Size smallest() {
            return new Size(1000, 3, 8);
        }

        @Override
        public Items make(int n, int t, int k) {
            return Problems.make(shape, n, t, k, SEED);
        }
    }

    private Workloads() {
    }

    /** All of them. */
    public static List<Workload> all() {
        List<Workload> all = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            all.add(new Generated(shape));
        }
        return all;
    }

    /**
     * The workload of that name.
     *
     * @throws InvalidInputException if there is none
     */
    public static Workload named(String name) {
        return all().stream().filter(workload -> workload.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown workload '" + name + "': expected one of "
                        + String.join(", ", all().stream().map(Workload::name).toList())));
    }
}
