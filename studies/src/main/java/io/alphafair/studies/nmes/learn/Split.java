package io.alphafair.studies.nmes.learn;

import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.studies.training.Shuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A random fifth of the people for the test, the others for training, both dealt out to instances. The training set is
 * dealt out several times: a loss that looks at K winners a batch learns batches that stay the same by heart.
 */
final class Split implements AutoCloseable {
    private static final int TEST_PART = 5;

    private final People people;
    private final int[] trainingRows;
    private final int[] testRows;
    private final List<List<Instance>> deals = new ArrayList<>();
    private final List<Instance> test;
    private final long seed;

    /** @param dealCount how often the training set is dealt out */
    Split(People people, int batch, int dealCount, long seed, Backend backend) {
        this.people = people;
        this.seed = seed;
        int[] rows = IntStream.range(0, people.count()).toArray();
        Shuffle.of(rows, new SplittableRandom(seed));
        int testCount = people.count() / TEST_PART;
        testRows = Arrays.copyOf(rows, testCount);
        trainingRows = Arrays.copyOfRange(rows, testCount, rows.length);
        int[] dealt = trainingRows.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int deal = 0; deal < dealCount; deal++) {
            deals.add(instances(dealt, batch, backend));
            Shuffle.of(dealt, random);
        }
        test = instances(testRows, batch, backend);
    }

    /** Whole instances; the last few people are left out. */
    private List<Instance> instances(int[] rows, int batch, Backend backend) {
        List<Instance> instances = new ArrayList<>();
        for (int from = 0; from + batch <= rows.length; from += batch) {
            instances.add(new Instance(people, Arrays.copyOfRange(rows, from, from + batch), backend));
        }
        return instances;
    }

    int[] trainingRows() {
        return trainingRows;
    }

    /** The decisions of the test. */
    List<Instance> test() {
        return test;
    }

    int[] testRows() {
        return testRows;
    }

    /** The model that a method arrives at. */
    LogLinearModel train(Method method, Fairness fairness, Settings settings, Map<Method, LogLinearModel> earlier) {
        LogLinearModel model = method.goesOn()
                ? earlier.get(Method.TWO_STAGE_LOGARITHMS).copy()
                : LogLinearModel.ofMeans(people, trainingRows);
        BatchLoss loss = method.loss(people, trainingRows, fairness, settings.temperature());
        if (loss != null) {
            trainer(model, settings).train(loss, settings.epochs());
        }
        return model;
    }

    /** A trainer of a model on the training set. */
    Trainer trainer(LogLinearModel model, Settings settings) {
        return new Trainer(model, deals, settings.rate(), seed);
    }

    /** Every method at every level of fairness: judgements of the test's instances, then of the training's. */
    Map<Method, Map<Fairness, Scores>> run(Settings settings) {
        Map<Method, Map<Fairness, Scores>> scores = new EnumMap<>(Method.class);
        Map<Method, LogLinearModel> models = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            Map<Fairness, Scores> byFairness = new HashMap<>();
            for (Fairness fairness : settings.fairnesses()) {
                if (method.dependsOnFairness() || !models.containsKey(method)) {
                    models.put(method, train(method, fairness, settings, models));
                }
                LogLinearModel model = models.get(method);
                byFairness.put(fairness,
                        new Scores(judge(model, test, fairness), judge(model, deals.getFirst(), fairness)));
            }
            scores.put(method, byFairness);
        }
        return scores;
    }

    /** Judgements of the test's and of the training's instances. */
    record Scores(List<Judgement> test, List<Judgement> training) {}

    private static List<Judgement> judge(LogLinearModel model, List<Instance> instances, Fairness fairness) {
        return instances.stream().map(instance -> Judgement.of(model, instance, fairness)).toList();
    }

    @Override
    public void close() {
        deals.forEach(deal -> deal.forEach(Instance::close));
        test.forEach(Instance::close);
    }
}
