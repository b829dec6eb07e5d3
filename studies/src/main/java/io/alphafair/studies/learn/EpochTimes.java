package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long one epoch takes, method by method, backend by backend: the median of epochs that take turns, so that a slow
 * moment of the machine meets all of them.
 */
final class EpochTimes {
    private static final int WARM_UP = 200;
    private static final int MEASURED = 25;
    /** Of finite differences, whose epochs take a hundred times as long; one more warms up. */
    private static final int SLOW_MEASURED = 3;
    private static final double NANOS = 1e9;
    /** The measured alpha; it needs no power function, as the others in the study. */
    private static final Fairness FAIRNESS = Fairness.of(2);

    /**
     * Seconds per epoch on one backend.
     *
     * @param smoothed NaN with caps, as {@code spoPlus}: these losses know none
     * @param reason why there is no time, or null
     * @param byFiniteDifferences the exact loss with central differences over the weights; NaN with caps, where it takes
     *            seconds
     */
    record Row(String backend, String reason, double twoStage, double exact, double smoothed, double spoPlus,
            double byFiniteDifferences) {
        double exactOverTwoStage() {
            return exact / twoStage;
        }

        double finiteDifferencesOverExact() {
            return byFiniteDifferences / exact;
        }
    }

    private EpochTimes() {
    }

    /** A row a backend; one that cannot run here has its reason. */
    static List<Row> measure(People people, Settings settings) {
        List<Row> rows = new ArrayList<>();
        for (BackendProvider provider : Backends.all()) {
            if (provider.availability().available()) {
                try (Backend backend = Backends.open(provider.name());
                        Split split = new Split(people, settings, 1, settings.seed(), backend)) {
                    rows.add(measure(people, split, settings.temperature(), provider.name()));
                }
            } else {
                rows.add(new Row(provider.name(), provider.availability().reason(), Double.NaN, Double.NaN, Double.NaN,
                        Double.NaN, Double.NaN));
            }
        }
        return rows;
    }

    private static Row measure(People people, Split split, double temperature, String name) {
        List<BatchLoss> losses = new ArrayList<>(
                List.of(SquaredErrors.ofBenefits(people, split.trainingRows()), new WelfareLoss(FAIRNESS)));
        if (people.cap() == null) {
            losses.addAll(List.of(new SmoothedWelfareLoss(FAIRNESS, temperature), new SpoPlusLoss()));
        }
        List<Trainer> trainers = losses.stream().map(loss -> trainer(people, split)).toList();
        double[][] seconds = new double[losses.size()][MEASURED];
        for (int round = -WARM_UP; round < MEASURED; round++) {
            for (int index = 0; index < losses.size(); index++) {
                long start = System.nanoTime();
                trainers.get(index).epoch(losses.get(index));
                if (round >= 0) {
                    seconds[index][round] = (System.nanoTime() - start) / NANOS;
                }
            }
        }
        boolean all = losses.size() > 2;
        return new Row(name, null, median(seconds[0]), median(seconds[1]), all ? median(seconds[2]) : Double.NaN,
                all ? median(seconds[3]) : Double.NaN,
                all ? byFiniteDifferences(trainer(people, split), losses.get(1)) : Double.NaN);
    }

    private static double byFiniteDifferences(Trainer trainer, BatchLoss loss) {
        trainer.epochByFiniteDifferences(loss);
        double[] seconds = new double[SLOW_MEASURED];
        for (int round = 0; round < SLOW_MEASURED; round++) {
            long start = System.nanoTime();
            trainer.epochByFiniteDifferences(loss);
            seconds[round] = (System.nanoTime() - start) / NANOS;
        }
        return median(seconds);
    }

    private static Trainer trainer(People people, Split split) {
        return split.trainer(LogLinearModel.ofMeans(people, split.trainingRows()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
