package io.alphafair.studies.learn;

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
 * A random fifth of the people for the test, the others for training, both dealt out to instances. Where training is to stop
 * early, a fifth of the others is held out to see when. The training set is dealt out several times: a loss that looks at K
 * winners per batch learns batches that stay the same by heart.
 */
final class Split implements AutoCloseable {
    /** One of so many parts. */
    private static final int TEST_PART = 5;
    /** People of the test per other person. */
    static final double TEST_OVER_OTHERS = 1.0 / (TEST_PART - 1);

    private final People people;
    private final Settings settings;
    private final int[] trainingRows;
    private final int[] testRows;
    private final List<List<Instance>> deals = new ArrayList<>();
    /** Empty if training makes all its passes. */
    private final List<Instance> heldOut;
    private final List<Instance> test;
    private final long seed;

    /** @param dealCount how often the training set is dealt out */
    Split(People people, Settings settings, int dealCount, long seed, Backend backend) {
        this(people, settings, dealCount, seed, testCount(people.count()), backend);
    }

    private Split(People people, Settings settings, int dealCount, long seed, int testCount, Backend backend) {
        this.people = people;
        this.settings = settings;
        this.seed = seed;
        int[] rows = IntStream.range(0, people.count()).toArray();
        Shuffle.of(rows, new SplittableRandom(seed));
        testRows = Arrays.copyOf(rows, testCount);
        int heldOutCount = settings.patience() == 0 ? 0 : (rows.length - testCount) / TEST_PART;
        trainingRows = Arrays.copyOfRange(rows, testCount + heldOutCount, rows.length);
        int[] dealt = trainingRows.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int deal = 0; deal < dealCount; deal++) {
            deals.add(instances(dealt, backend));
            Shuffle.of(dealt, random);
        }
        heldOut = instances(Arrays.copyOfRange(rows, testCount, testCount + heldOutCount), backend);
        test = instances(testRows, backend);
    }

    /** How many are in a test. */
    static int testCount(int people) {
        return people / TEST_PART;
    }

    /** The largest mini-batch for which the test and, where somebody is held out, those have one. */
    static int mostBatch(int people, boolean holdsOut) {
        int testCount = testCount(people);
        return holdsOut ? (people - testCount) / TEST_PART : testCount;
    }

    /** Nobody for the test: for a model that is to be used. */
    static Split withoutTest(People people, Settings settings, Backend backend) {
        return new Split(people, settings, Comparison.DEALS, settings.seed(), 0, backend);
    }

    /** Whole instances; the last few people are left out. */
    private List<Instance> instances(int[] rows, Backend backend) {
        int batch = settings.batch();
        List<Instance> instances = new ArrayList<>();
        for (int from = 0; from + batch <= rows.length; from += batch) {
            instances.add(new Instance(people, Arrays.copyOfRange(rows, from, from + batch), settings.budget(),
                    backend));
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
    LogLinearModel train(Method method, Fairness fairness, Map<Method, LogLinearModel> earlier) {
        LogLinearModel model = method.goesOn()
                ? earlier.get(Method.TWO_STAGE_LOGARITHMS).copy()
                : LogLinearModel.ofMeans(people, trainingRows);
        BatchLoss loss = method.loss(people, trainingRows, fairness, settings.temperature());
        if (loss != null) {
            trainer(model).train(loss, settings.epochs(), heldOut, settings.patience());
        }
        return model;
    }

    /** A trainer of a model on the training set. */
    Trainer trainer(LogLinearModel model) {
        return new Trainer(model, deals, settings.rate(), seed);
    }

    /** Every method at every level of fairness: judgements of the test's instances, then of the training's. */
    Map<Method, Map<Fairness, Scores>> run() {
        Map<Method, Map<Fairness, Scores>> scores = new EnumMap<>(Method.class);
        Map<Method, LogLinearModel> models = new EnumMap<>(Method.class);
        for (Method method : settings.methods()) {
            Map<Fairness, Scores> byFairness = new HashMap<>();
            for (Fairness fairness : settings.fairnesses()) {
                if (method.dependsOnFairness() || !models.containsKey(method)) {
                    models.put(method, train(method, fairness, models));
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
        heldOut.forEach(Instance::close);
        test.forEach(Instance::close);
    }
}
