package io.alphafair.studies.synthetic;

import io.alphafair.npy.Npy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The source document's generator of people in overlapping groups, row by row from a seed: features, one value of each
 * attribute with given probabilities, and a label per group, {@code y_g = w_g . x + noise} with weights that are drawn once.
 * Features and weights are uniform. Everybody has all labels, whatever the memberships; their mean, least and largest come
 * last. Any number of rows: nothing is kept.
 *
 * <p>The same settings give the same bits, and the first rows of a long table are those of a short one.
 */
public final class GroupData implements Npy.Rows {
    private final GroupSettings settings;
    private final double[][] weight;
    private final SplittableRandom features;
    private final SplittableRandom memberships;
    private final SplittableRandom noises;

    /** Before the first row. */
    public GroupData(GroupSettings settings, long seed) {
        this.settings = settings;
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom drawn = random.split();
        features = random.split();
        memberships = random.split();
        noises = random.split();
        weight = new double[settings.groupNames().size()][settings.featureCount()];
        for (double[] ofGroup : weight) {
            Arrays.setAll(ofGroup, i -> settings.weights().at(drawn.nextDouble()));
        }
    }

    /** What the rows are made from. */
    public GroupSettings settings() {
        return settings;
    }

    /** The weights of each group, one per feature. */
    public double[][] weights() {
        return Arrays.stream(weight).map(double[]::clone).toArray(double[][]::new);
    }

    /** A name a column: {@code x_0, ..., g_male, ..., y_male, ..., y_avg, y_min, y_max}. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int feature = 0; feature < settings.featureCount(); feature++) {
            columns.add("x_" + feature);
        }
        settings.groupNames().forEach(group -> columns.add("g_" + group));
        settings.groupNames().forEach(group -> columns.add("y_" + group));
        GroupSettings.SUMMARIES.forEach(summary -> columns.add("y_" + summary));
        return columns;
    }

    /** The first membership's column, 0 or 1; one per group. */
    public int firstMembership() {
        return settings.featureCount();
    }

    /** The first label's column; one per group. */
    public int firstLabel() {
        return firstMembership() + weight.length;
    }

    /** The column of the least label, the target of the source document's models. */
    public int leastLabel() {
        return firstLabel() + weight.length + 1;
    }

    /** The next person, with one value per column. */
    @Override
    public void next(double[] row) {
        for (int feature = 0; feature < settings.featureCount(); feature++) {
            row[feature] = settings.features().at(features.nextDouble());
        }
        Arrays.fill(row, firstMembership(), firstLabel(), 0);
        int group = firstMembership();
        for (Attribute attribute : settings.attributes()) {
            row[group + attribute.draw(memberships.nextDouble())] = 1;
            group += attribute.values().size();
        }
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < weight.length; g++) {
            double label = settings.noise() == 0 ? 0 : settings.noise() * noises.nextGaussian();
            for (int feature = 0; feature < settings.featureCount(); feature++) {
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
