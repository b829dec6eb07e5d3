package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link GroupData} makes.
 *
 * @param attributes everybody has one value of each
 * @param featureCount how many features a person has
 * @param features where they lie
 * @param weights where the groups' weights lie
 * @param noise the standard deviation of the labels' noise
 */
public record GroupSettings(List<Attribute> attributes, int featureCount, Range features, Range weights,
        double noise) {
    private static final int MOST_FEATURES = 10_000;
    private static final int MOST_CELLS = 10_000;
    /** What the columns of the mean, the least and the largest label are called, in place of a group. */
    static final List<String> SUMMARIES = List.of("avg", "min", "max");

    /**
     * Numbers are uniform in {@code [from, to)}.
     *
     * @param from the least number
     * @param to larger than all numbers
     */
    public record Range(double from, double to) {
        /** The source document's. */
        public static final Range SOURCE = new Range(0, 100);

        /** @throws InvalidInputException unless both are finite and the second is larger */
        public Range {
            if (!(from < to && Double.isFinite(to - from))) {
                throw new InvalidInputException(from + "," + to + " is no range: expected FROM < TO, both finite");
            }
        }

        double at(double uniform) {
            return from + (to - from) * uniform;
        }
    }

    /** @throws InvalidInputException if a setting is out of range */
    public GroupSettings {
        if (featureCount < 1 || featureCount > MOST_FEATURES || !(noise >= 0 && noise <= Double.MAX_VALUE)) {
            throw new InvalidInputException(featureCount + " features, noise " + noise + ": expected 1 to "
                    + MOST_FEATURES + " features and a finite noise >= 0");
        }
        List<String> groups = attributes.stream().flatMap(attribute -> attribute.values().stream()).toList();
        if (attributes.isEmpty() || groups.stream().distinct().count() < groups.size()) {
            throw new InvalidInputException("the groups are " + String.join(", ", groups)
                    + ": expected at least one attribute, and no value of two attributes");
        }
        groups.stream().filter(SUMMARIES::contains).findFirst().ifPresent(group -> {
            throw new InvalidInputException("a group is named '" + group + "', and y_" + group
                    + " is the column of the mean, the least or the largest label: expected no group named "
                    + String.join(", ", SUMMARIES) + "; choose another name");
        });
        if (attributes.stream().mapToLong(attribute -> attribute.values().size()).reduce(1,
                (left, right) -> Math.min(MOST_CELLS + 1L, left * right)) > MOST_CELLS) {
            throw new InvalidInputException("the attributes have more than " + MOST_CELLS
                    + " combinations of values: expected fewer attributes or values");
        }
        attributes = List.copyOf(attributes);
    }

    /** The source document's attributes and ranges. */
    public static GroupSettings source(int featureCount, double noise) {
        return new GroupSettings(List.of(Attribute.SEX, Attribute.RACE), featureCount, Range.SOURCE, Range.SOURCE,
                noise);
    }

    /** The groups' names, attribute by attribute. */
    public List<String> groupNames() {
        return attributes.stream().flatMap(attribute -> attribute.values().stream()).toList();
    }

    /** The probability of each group. */
    public double[] probabilities() {
        return attributes.stream().flatMap(attribute -> attribute.probabilities().stream())
                .mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * A combination of one value of each attribute; the source document's "atomic group".
     *
     * @param groups one index into the groups' names per attribute
     * @param probability of a person to have these values, which are independent
     */
    record Combination(String name, int[] groups, double probability) {}

    /** All combinations, the last attribute changing fastest. */
    List<Combination> combinations() {
        List<Combination> combinations = List.of(new Combination("", new int[0], 1));
        int first = 0;
        for (Attribute attribute : attributes) {
            List<Combination> longer = new ArrayList<>();
            for (Combination before : combinations) {
                for (int value = 0; value < attribute.values().size(); value++) {
                    int[] groups = Arrays.copyOf(before.groups(), before.groups().length + 1);
                    groups[before.groups().length] = first + value;
                    longer.add(new Combination(
                            (before.name().isEmpty() ? "" : before.name() + ", ") + attribute.values().get(value),
                            groups, before.probability() * attribute.probabilities().get(value)));
                }
            }
            combinations = longer;
            first += attribute.values().size();
        }
        return combinations;
    }
}
