package io.alphafair.studies.nmes.learn;

import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A random fifth of the people for the test, the others for training, both cut into instances. */
final class Split implements AutoCloseable {
    private static final int TEST_PART = 5;

    private final People people;
    private final int[] trainingRows;
    private final int[] testRows;
    private final List<Instance> training;
    private final List<Instance> test;
    private final long seed;

    Split(People people, int batch, long seed, Backend backend) {
        this.people = people;
        this.seed = seed;
        int[] rows = IntStream.range(0, people.count()).toArray();
        Shuffle.of(rows, new SplittableRandom(seed));
        int testCount = people.count() / TEST_PART;
        testRows = Arrays.copyOf(rows, testCount);
        trainingRows = Arrays.copyOfRange(rows, testCount, rows.length);
        training = instances(trainingRows, batch, backend);
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

    int[] testRows() {
        return testRows;
    }

    List<Instance> training() {
        return training;
    }

    /** How many of the training's mini-batches lack a group. */
    long lackingCount() {
        return training.stream()
                .filter(batch -> IntStream.range(0, batch.groupCount()).anyMatch(batch::isAbsent)).count();
    }

    /** The model that a method arrives at. */
    LogLinearModel train(Method method, Fairness fairness, Settings settings, Map<Method, LogLinearModel> earlier) {
        LogLinearModel model = method == Method.EXACT_AFTER_TWO_STAGE
                ? earlier.get(Method.TWO_STAGE_LOGARITHMS).copy()
                : LogLinearModel.ofMeans(people, trainingRows);
        BatchLoss loss = method.loss(people, trainingRows, fairness, settings.temperature());
        if (loss != null) {
            new Trainer(model, training, settings.rate(), seed).train(loss, settings.epochs());
        }
        return model;
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
                byFairness.put(fairness, new Scores(judge(model, test, fairness), judge(model, training, fairness)));
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
        training.forEach(Instance::close);
        test.forEach(Instance::close);
    }
}
