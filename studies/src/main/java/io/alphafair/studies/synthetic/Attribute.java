package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * Something that everybody has one value of; each value makes a group.
 *
 * @param name as in {@code SEX}
 * @param values the groups' names
 * @param probabilities of the values, which sum to 1
 */
public record Attribute(String name, List<String> values, List<Double> probabilities) {
    private static final double ROUNDING = 1e-9;

    /** Two, alike. */
    public static final Attribute SEX = new Attribute("SEX", List.of("male", "female"), List.of(0.5, 0.5));
    /** Six; a rough guide after the US census of 2020. */
    public static final Attribute RACE = new Attribute("RACE",
            List.of("white", "black", "two-or-more", "some-other", "asian", "native-american/alaska-native"),
            List.of(0.61, 0.12, 0.1, 0.08, 0.06, 0.03));

    /**
     * The same values with other probabilities.
     *
     * @throws InvalidInputException unless there is one of at least 0 for each value and they sum to 1
     */
    public Attribute with(double[] other) {
        if (other.length != values.size() || Arrays.stream(other).anyMatch(probability -> !(probability >= 0))
                || !(Math.abs(Arrays.stream(other).sum() - 1) <= ROUNDING)) {
            throw new InvalidInputException(
                    "probabilities of " + name + " are " + Arrays.toString(other) + ": expected "
                            + values.size() + " numbers of at least 0 that sum to 1, for " + String.join(", ", values));
        }
        return new Attribute(name, values, Arrays.stream(other).boxed().toList());
    }

    /** The value that a uniform number in [0, 1) stands for. */
    int draw(double uniform) {
        double sum = probabilities.getFirst();
        int value = 0;
        // Rounding may leave the last sum below 1.
        while (value < values.size() - 1 && uniform >= sum) {
            value++;
            sum += probabilities.get(value);
        }
        return value;
    }
}
