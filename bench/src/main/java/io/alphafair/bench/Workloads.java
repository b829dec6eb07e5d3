package io.alphafair.bench;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.studies.NamedWorkloads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

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

    /** A population of real or realistic data. */
    private record Population(String name, String summary, Size smallest, IntFunction<Items> source)
            implements
                Workload {
        @Override
        public Items make(int n, int t, int k) {
            Items items = source.apply(n);
            if (items.individualCount() != n || items.itemCount() != t || items.groupCount() != k) {
                Size found = new Size(Math.toIntExact(items.individualCount()), items.itemCount(),
                        items.groupCount());
                items.close();
                throw new InvalidInputException(name + " " + n + " x " + t + ", K = " + k + ": expected " + found.n()
                        + " x " + found.t() + ", K = " + found.k());
            }
            return items;
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
        all.add(new Population("nmes", "NMES 1988: care that the elderly use, groups by sex and race",
                new Workload.Size(4406, 6, 4), n -> NamedWorkloads.nmes().items()));
        all.add(new Population("census", "a synthetic census, groups by race and sex", new Workload.Size(10_000, 8, 12),
                n -> NamedWorkloads.census(n, SEED).items()));
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
