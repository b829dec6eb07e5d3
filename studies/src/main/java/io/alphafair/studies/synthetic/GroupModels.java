package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regression.DesignMatrix;
import io.alphafair.studies.regression.LeastSquares;
import io.alphafair.studies.training.Shuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The source document's models: four fifths of the people for training, a fifth for the test, the least label as target; a
 * linear model of all, and one per group, each judged on every group's test people.
 *
 * @param trainingSize by group
 * @param testSize by group
 * @param globalTraining R² of the model of all on the training set
 * @param globalTest R² of the model of all on the test set
 * @param globalByGroup R² of the model of all on each group's test people
 * @param cross R² of the model of group i on the test people of group j, {@code [i][j]}
 */
record GroupModels(int[] trainingSize, int[] testSize, double globalTraining, double globalTest,
        double[] globalByGroup, double[][] cross) {
    private static final int TEST_PART = 5;

    /**
     * Fits them.
     *
     * @param rows people as {@link GroupData#next} makes them
     * @throws InvalidInputException if a group has fewer people for training than a model has coefficients, or no two for
     *             the test
     */
    static GroupModels fit(GroupData layout, double[][] rows, long seed) {
        int[] order = shuffled(rows.length, seed);
        int testCount = rows.length / TEST_PART;
        int[] test = Arrays.copyOf(order, testCount);
        int[] training = Arrays.copyOfRange(order, testCount, order.length);
        List<String> names = layout.settings().groupNames();
        int[][] trainingOf = new int[names.size()][];
        int[][] testOf = new int[names.size()][];
        for (int group = 0; group < names.size(); group++) {
            int column = layout.firstMembership() + group;
            trainingOf[group] = Arrays.stream(training).filter(row -> rows[row][column] == 1).toArray();
            testOf[group] = Arrays.stream(test).filter(row -> rows[row][column] == 1).toArray();
            if (trainingOf[group].length <= layout.firstMembership() + 1 || testOf[group].length < 2) {
                throw new InvalidInputException("group " + names.get(group) + " has " + trainingOf[group].length
                        + " people for training and " + testOf[group].length + " for the test: expected more than the "
                        + (layout.firstMembership() + 1)
                        + " coefficients of its model, and 2; take more people or fewer features");
            }
        }
        double[] global = fit(layout, rows, training);
        double[][] cross = new double[names.size()][];
        for (int group = 0; group < cross.length; group++) {
            double[] model = fit(layout, rows, trainingOf[group]);
            cross[group] = Arrays.stream(testOf).mapToDouble(people -> score(layout, model, rows, people)).toArray();
        }
        return new GroupModels(Arrays.stream(trainingOf).mapToInt(people -> people.length).toArray(),
                Arrays.stream(testOf).mapToInt(people -> people.length).toArray(),
                score(layout, global, rows, training), score(layout, global, rows, test),
                Arrays.stream(testOf).mapToDouble(people -> score(layout, global, rows, people)).toArray(), cross);
    }

    /** R² of a model of all on a test fifth. */
    static double global(GroupData layout, double[][] rows, long seed) {
        int[] order = shuffled(rows.length, seed);
        int testCount = rows.length / TEST_PART;
        double[] model = fit(layout, rows, Arrays.copyOfRange(order, testCount, order.length));
        return score(layout, model, rows, Arrays.copyOf(order, testCount));
    }

    private static int[] shuffled(int size, long seed) {
        int[] order = IntStream.range(0, size).toArray();
        Shuffle.of(order, new SplittableRandom(seed));
        return order;
    }

    /** The intercept and a coefficient a feature. */
    private static double[] fit(GroupData layout, double[][] rows, int[] people) {
        int features = layout.firstMembership();
        List<String> names = new ArrayList<>(List.of("1"));
        names.addAll(layout.columns().subList(0, features));
        double[][] columns = new double[features + 1][people.length];
        double[] target = new double[people.length];
        for (int i = 0; i < people.length; i++) {
            double[] row = rows[people[i]];
            columns[0][i] = 1;
            for (int feature = 0; feature < features; feature++) {
                columns[feature + 1][i] = row[feature];
            }
            target[i] = row[layout.leastLabel()];
        }
        return LeastSquares.fit(new DesignMatrix(names, columns), new double[][]{target}).coefficients()[0];
    }

    /** R²: 1 minus the squared errors over the squared deviations from these people's mean. */
    private static double score(GroupData layout, double[] model, double[][] rows, int[] people) {
        double mean = Arrays.stream(people).mapToDouble(row -> rows[row][layout.leastLabel()]).average().orElseThrow();
        double errors = 0;
        double deviations = 0;
        for (int person : people) {
            double[] row = rows[person];
            double predicted = model[0];
            for (int feature = 0; feature < layout.firstMembership(); feature++) {
                predicted += model[feature + 1] * row[feature];
            }
            double truth = row[layout.leastLabel()];
            errors += (truth - predicted) * (truth - predicted);
            deviations += (truth - mean) * (truth - mean);
        }
        return 1 - errors / deviations;
    }
}
