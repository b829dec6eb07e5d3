package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import io.alphafair.npy.Npy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The source document's generator of people in overlapping groups, row by row from a seed: features uniform in
 * [0, 100), one value of each attribute with given probabilities, and a label per group, {@code y_g = w_g . x + noise} with
 * weights uniform in [0, 100) that are drawn once. Everybody has all labels, whatever the memberships; their mean, least
 * and largest come last. Any number of rows: nothing is kept.
 *
 * <p>The same settings give the same bits, and the first rows of a long table are those of a short one.
 */
public final class GroupData implements Npy.Rows {
    /** Features lie below this. */
    public static final double LARGEST_FEATURE = 100;
    /** Weights lie below this. */
    public static final double LARGEST_WEIGHT = 100;

    private static final int MOST_FEATURES = 10_000;

    private final List<Attribute> attributes;
    private final int featureCount;
    private final double noise;
    private final double[][] weight;
    private final SplittableRandom features;
    private final SplittableRandom memberships;
    private final SplittableRandom noises;

    /** Before the first row, with the probabilities of {@link Attribute#SEX} and {@link Attribute#RACE}. */
    public GroupData(int featureCount, double noise, long seed) {
        this(featureCount, noise, seed, Attribute.SEX, Attribute.RACE);
    }

    /**
     * Before the first row.
     *
     * @param sex {@link Attribute#SEX}, maybe with other probabilities
     * @param race {@link Attribute#RACE}, maybe with other probabilities
     * @param featureCount how many features a person has
     * @param noise the standard deviation of the labels' noise
     * @throws InvalidInputException if a setting is out of range
     */
    public GroupData(int featureCount, double noise, long seed, Attribute sex, Attribute race) {
        if (featureCount < 1 || featureCount > MOST_FEATURES || !(noise >= 0 && noise <= Double.MAX_VALUE)) {
            throw new InvalidInputException(featureCount + " features, noise " + noise + ": expected 1 to "
                    + MOST_FEATURES + " features and a finite noise >= 0");
        }
        this.attributes = List.of(sex, race);
        this.featureCount = featureCount;
        this.noise = noise;
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom weights = random.split();
        features = random.split();
        memberships = random.split();
        noises = random.split();
        weight = new double[groupNames().size()][featureCount];
        for (double[] ofGroup : weight) {
            Arrays.setAll(ofGroup, i -> LARGEST_WEIGHT * weights.nextDouble());
        }
    }

    /** The groups, attribute by attribute. */
    public static List<String> groupNames() {
        return Stream.of(Attribute.SEX, Attribute.RACE).flatMap(attribute -> attribute.values().stream()).toList();
    }

    /** The probability of each group. */
    public double[] probabilities() {
        return attributes.stream().flatMap(attribute -> attribute.probabilities().stream())
                .mapToDouble(Double::doubleValue).toArray();
    }

    /** A name a column: {@code x_0, ..., g_male, ..., y_male, ..., y_avg, y_min, y_max}. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int feature = 0; feature < featureCount; feature++) {
            columns.add("x_" + feature);
        }
        groupNames().forEach(group -> columns.add("g_" + group));
        groupNames().forEach(group -> columns.add("y_" + group));
        columns.addAll(List.of("y_avg", "y_min", "y_max"));
        return columns;
    }

    /** The first membership's column, 0 or 1; one per group. */
    public int firstMembership() {
        return featureCount;
    }

    /** The first label's column; one per group. */
    public int firstLabel() {
        return featureCount + weight.length;
    }

    /** The column of the least label, the target of the source document's models. */
    public int leastLabel() {
        return featureCount + 2 * weight.length + 1;
    }

    /** The next person, with one value per column. */
    @Override
    public void next(double[] row) {
        for (int feature = 0; feature < featureCount; feature++) {
            row[feature] = LARGEST_FEATURE * features.nextDouble();
        }
        Arrays.fill(row, firstMembership(), firstLabel(), 0);
        int group = firstMembership();
        for (Attribute attribute : attributes) {
            row[group + attribute.draw(memberships.nextDouble())] = 1;
            group += attribute.values().size();
        }
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < weight.length; g++) {
            double label = noise == 0 ? 0 : noise * noises.nextGaussian();
            for (int feature = 0; feature < featureCount; feature++) {
                label += weight[g][feature] * row[feature];
            }
            row[firstLabel() + g] = label;
            sum += label;
            least = Math.min(least, label);
            largest = Math.max(largest, label);
        }
        row[leastLabel() - 1] = sum / weight.length;
        row[leastLabel()] = least;
        row[leastLabel() + 1] = largest;
    }
}
