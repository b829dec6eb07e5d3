package io.alphafair.bench.auto;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.WarmUp;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.select.Choice;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Dimensions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures every backend on a problem, in turn, and compares the one that auto chooses with the fastest. */
final class Regret {
    private static final int CHOICES = 20_000;
    private static final int LOADS = 50;
    private static final Dimensions SOME = new Dimensions(5000, 4, 20, false);

    private final Supplier<Crossovers> source;
    private final Chooser auto;
    private final Chooser builtIn;
    private final int parallelism = Runtime.getRuntime().availableProcessors();
    private final List<Backend> backends = new ArrayList<>();

    /**
     * @param source loads what auto chooses by
     * @param providers of backends, some of which can run here
     */
    private Regret(Supplier<Crossovers> source, List<BackendProvider> providers) {
        this.source = source;
        this.auto = Chooser.of(source.get(), providers);
        this.builtIn = Chooser.of(Crossovers.builtIn("for comparison"), providers);
        for (BackendProvider provider : providers) {
            if (provider.availability().available()) {
                backends.add(provider.open(parallelism));
            }
        }
    }

    static RegretReport measure(List<Problem> warmUps, List<Problem> problems, Effort effort,
            Supplier<Crossovers> source, List<BackendProvider> providers, Consumer<String> progress) {
        Regret regret = new Regret(source, providers);
        try {
            for (Problem problem : warmUps) {
                progress.accept("auto: warming up " + problem);
                try (Items items = problem.make(); Arms arms = new Arms(problem, items, regret.backends)) {
                    arms.runs().forEach(WarmUp::repeat);
                }
            }
            List<RegretReport.Cell> cells = new ArrayList<>();
            for (Problem problem : problems) {
                progress.accept("auto: " + (cells.size() + 1) + " of " + problems.size() + ", "
                        + problem);
                cells.add(regret.cell(problem, effort));
            }
            return new RegretReport(RegretReport.SCHEMA, "", regret.auto.crossovers().origin(regret.parallelism),
                    regret.loadNanos(), regret.chooseNanos(), cells);
        } finally {
            regret.backends.forEach(Backend::close);
        }
    }

    private RegretReport.Cell cell(Problem problem, Effort effort) {
        PairedTimes times;
        try (Items items = problem.make(); Arms arms = new Arms(problem, items, backends)) {
            times = new Alternation(effort).measure(arms.runs());
        }
        Map<String, Double> nanos = new LinkedHashMap<>();
        for (int arm = 0; arm < backends.size(); arm++) {
            nanos.put(backends.get(arm).name(), times.median(arm));
        }
        return new RegretReport.Cell(problem.shape().label(), problem.n(), problem.t(), problem.k(), nanos,
                pick(auto.choose(problem.dimensions(), parallelism), times),
                pick(builtIn.choose(problem.dimensions(), parallelism), times));
    }

    private RegretReport.Pick pick(Choice choice, PairedTimes times) {
        List<String> names = backends.stream().map(Backend::name).toList();
        int best = times.fastest();
        MedianInterval ratio = times.ratio(names.indexOf(choice.provider().name()), best);
        return new RegretReport.Pick(choice.provider().name(), choice.predictedNanos().orElse(0), names.get(best),
                Math.max(0, ratio.median() - 1), ratio.low() - 1, ratio.high() - 1);
    }

    private double chooseNanos() {
        long thread = 0;
        long start = 0;
        // The second time everything is compiled.
        for (int round = 0; round < 2; round++) {
            start = System.nanoTime();
            for (int repeat = 0; repeat < CHOICES; repeat++) {
                thread += auto.choose(SOME, parallelism).parallelism();
            }
        }
        long nanos = System.nanoTime() - start;
        if (thread != 2L * CHOICES * parallelism) {
            throw new IllegalStateException("choices with other parallelism than asked for");
        }
        return (double) nanos / CHOICES;
    }

    private double loadNanos() {
        double[] nanos = new double[LOADS];
        for (int repeat = 0; repeat < LOADS; repeat++) {
            long start = System.nanoTime();
            Chooser.of(source.get());
            nanos[repeat] = System.nanoTime() - start;
        }
        return MedianInterval.medianOf(nanos);
    }
}
