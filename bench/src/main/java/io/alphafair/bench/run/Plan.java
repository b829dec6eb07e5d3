package io.alphafair.bench.run;

import io.alphafair.bench.Question;
import io.alphafair.bench.SolverBenchmark;
import io.alphafair.bench.record.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which cells a profile measures. */
final class Plan {
    private static final List<String> BACKENDS = List.of("scalar", "simd", "forkjoin");
    /** Where there is no GPU its rows say so; a few are enough. */
    private static final List<String> WITH_GPU = List.of("scalar", "simd", "forkjoin", "cuda");
    private static final List<String> VECTORS = List.of("simd", "forkjoin");
    private static final List<String> ONE = List.of("simd");
    private static final List<String> SHAPES = List.of("uniform", "scaled", "zipf", "ascending", "tied");
    /** Elements beyond which a full run would need more memory than machines have. */
    private static final long MOST_ELEMENTS = 100_000_000;

    /** The base from which one axis at a time departs: 132 MB, past most last-level caches. */
    private static final Problem BASE = new Problem("uniform", 1_000_000, 8, 64);
    private record Problem(String shape, int n, int t, int k) {}

    private Plan() {
    }

    static List<Cell> quick() {
        Builder cells = new Builder();
        for (int n : new int[]{1000, 100_000, 1_000_000}) {
            cells.bestItems(new Problem("uniform", n, 8, 64));
        }
        cells.bestItems(new Problem("uniform", 1_000_000, 1, 64));
        cells.bestItems(new Problem("uniform", 1_000_000, 3, 64));
        cells.bestItems(new Problem("uniform", 100_000, 64, 64));
        for (int k : new int[]{1, 1000}) {
            cells.bestItems(new Problem("uniform", 1_000_000, 8, k));
        }
        for (String shape : SHAPES) {
            cells.bestItems(new Problem(shape, 1_000_000, 8, 64));
        }
        Problem manyGroups = new Problem("uniform", 100_000, 8, 1000);
        cells.ask(Question.ALLOCATE, manyGroups, WITH_GPU, "alpha", "1");
        // What follows the group argmax is one code for all backends: one of them shows it.
        for (String alpha : List.of("1.5", "inf")) {
            cells.ask(Question.ALLOCATE, manyGroups, ONE, "alpha", alpha);
        }
        cells.populations();
        cells.ask(Question.DENSE_GRADIENT, BASE, WITH_GPU);
        cells.ask(Question.DENSE_VJP, BASE, WITH_GPU);
        Problem fewGroups = new Problem("uniform", 100_000, 8, 8);
        cells.ask(Question.SWEEP, fewGroups, ONE, "alphas", "1");
        cells.ask(Question.SWEEP, fewGroups, WITH_GPU, "alphas", "1000");
        cells.batch(1, "1", ONE);
        cells.batch(10_000, "1", WITH_GPU);
        cells.batch(10_000, "1.5", ONE);
        cells.againstSolver(100, "1.5");
        cells.againstSolver(100, "inf");
        return cells.list();
    }

    static List<Cell> standard() {
        Builder cells = new Builder();
        for (int n : new int[]{1000, 10_000, 100_000, 1_000_000, 10_000_000}) {
            cells.bestItems(new Problem("uniform", n, 8, 64));
        }
        for (int t : new int[]{1, 2, 3, 4, 7, 8, 16, 64}) {
            cells.bestItems(new Problem("uniform", 8_000_000 / t, t, 64));
        }
        for (int k : new int[]{1, 2, 8, 64, 256, 1000, 4096, 65_536, 1_000_000}) {
            cells.bestItems(new Problem("uniform", 1_000_000, 8, k));
        }
        for (String shape : SHAPES) {
            cells.bestItems(new Problem(shape, 1_000_000, 8, 64));
            cells.bestItems(new Problem(shape, 8_000_000, 1, 64));
            cells.bestItems(new Problem(shape, 10_000, 8, 64));
        }
        for (int k : new int[]{8, 1000, 100_000}) {
            for (String alpha : List.of("0", "1", "1.5", "inf")) {
                cells.ask(Question.ALLOCATE, new Problem("uniform", 100_000, 8, k), BACKENDS, "alpha", alpha);
            }
        }
        cells.populations();
        for (int n : new int[]{1000, 10_000, 100_000, 1_000_000, 10_000_000}) {
            cells.ask(Question.DENSE_GRADIENT, new Problem("uniform", n, 8, 64), BACKENDS);
            cells.ask(Question.DENSE_VJP, new Problem("uniform", n, 8, 64), BACKENDS);
        }
        for (int k : new int[]{8, 1000}) {
            for (String alphas : List.of("1", "1000")) {
                cells.ask(Question.SWEEP, new Problem("uniform", 100_000, 8, k), BACKENDS, "alphas", alphas);
            }
        }
        for (int instances : new int[]{1, 100, 10_000, 100_000}) {
            cells.batch(instances, "1", BACKENDS);
            cells.batch(instances, "1.5", BACKENDS);
        }
        for (int n : new int[]{10, 100, 1000}) {
            cells.againstSolver(n, "1.5");
            cells.againstSolver(n, "inf");
        }
        return cells.list();
    }

    static List<Cell> full() {
        Builder cells = new Builder();
        for (int n : new int[]{1000, 10_000, 100_000, 1_000_000, 10_000_000}) {
            for (int t : new int[]{1, 2, 3, 4, 7, 8, 16, 64}) {
                for (int k : new int[]{1, 2, 8, 64, 256, 1000, 4096, 65_536, 1_000_000}) {
                    if (k <= n && (long) n * t <= MOST_ELEMENTS) {
                        cells.bestItems(new Problem("uniform", n, t, k));
                    }
                }
            }
        }
        for (String shape : SHAPES) {
            for (int n : new int[]{1000, 100_000, 1_000_000}) {
                for (int t : new int[]{1, 3, 8, 64}) {
                    for (int k : new int[]{8, 64, 1000}) {
                        cells.bestItems(new Problem(shape, n, t, k));
                    }
                }
            }
        }
        standard().forEach(cells::add);
        return cells.list();
    }

    /** JMH's scores beside some of the races. */
    static List<Cell> limits() {
        Builder cells = new Builder();
        cells.ask(Question.BEST_ITEMS, new Problem("uniform", 12_500_000, 8, 64), VECTORS);
        cells.ask(Question.BEST_ITEMS, new Problem("scaled", 12_500_000, 8, 64), VECTORS);
        cells.ask(Question.BEST_ITEMS, new Problem("uniform", 100_000_000, 1, 64), VECTORS);
        cells.ask(Question.BEST_ITEMS, new Problem("uniform", 6000, 8, 16), VECTORS);
        cells.ask(Question.DENSE_GRADIENT, new Problem("uniform", 12_500_000, 8, 64), VECTORS);
        cells.ask(Question.DENSE_VJP, new Problem("uniform", 12_500_000, 8, 64), VECTORS);
        return cells.list();
    }

    /** JMH's scores of both passes beside the races of the GPU. */
    static List<Cell> gpu() {
        Builder cells = new Builder();
        cells.ask(Question.BEST_ITEMS, new Problem("uniform", 12_500_000, 8, 64), WITH_GPU);
        cells.ask(Question.DENSE_GRADIENT, new Problem("uniform", 12_500_000, 8, 64), WITH_GPU);
        cells.ask(Question.DENSE_VJP, new Problem("uniform", 12_500_000, 8, 64), WITH_GPU);
        return cells.list();
    }

    /** Collects cells, each once, with every backend. */
    private static final class Builder {
        private final Set<Cell> cells = new LinkedHashSet<>();

        void add(Cell cell) {
            cells.add(cell);
        }

        void bestItems(Problem problem) {
            ask(Question.BEST_ITEMS, problem, problem.equals(BASE) ? WITH_GPU : BACKENDS);
        }

        /** @param more a further parameter and its value */
        void ask(Question question, Problem problem, List<String> backends, String... more) {
            for (String backend : backends) {
                Cell cell = Cell.of(question, Cell.BACKEND, backend, "shape", problem.shape(), "n", problem.n(), "t",
                        problem.t(), "k", problem.k());
                add(more.length == 0 ? cell : cell.with(more[0], more[1]));
            }
        }

        void populations() {
            ask(Question.NMES, new Problem("nmes", 4406, 6, 4), WITH_GPU);
            ask(Question.CENSUS, new Problem("census", 1_000_000, 8, 12), WITH_GPU);
        }

        void batch(int instances, String alpha, List<String> backends) {
            for (String backend : backends) {
                add(Cell.of(Question.BATCH, Cell.BACKEND, backend, "shape", "uniform", "instances", instances, "n", 20,
                        "t", 4, "k", 3, "alpha", alpha));
            }
        }

        void againstSolver(int n, String alpha) {
            ask(Question.AGAINST_SOLVER, new Problem("uniform", n, 3, 4), List.of("scalar", SolverBenchmark.SOLVER),
                    "alpha", alpha);
        }

        List<Cell> list() {
            return new ArrayList<>(cells);
        }
    }
}
