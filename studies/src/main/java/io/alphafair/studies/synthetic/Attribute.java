package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.Numerals;
import java.util.ArrayList;
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
     * @throws InvalidInputException unless there is a name, at least two values that differ, and a probability of at least 0
     *             for each, and the probabilities sum to 1
     */
    public Attribute {
        if (name.isEmpty() || values.size() < 2 || values.stream().distinct().count() < values.size()
                || values.stream().anyMatch(String::isEmpty)) {
            throw new InvalidInputException("attribute '" + name + "' has the values " + String.join(", ", values)
                    + ": expected a name and at least two values that differ");
        }
        if (probabilities.size() != values.size() || probabilities.stream().anyMatch(p -> !(p >= 0))
                || !(Math.abs(probabilities.stream().mapToDouble(p -> p).sum() - 1) <= ROUNDING)) {
            throw new InvalidInputException("probabilities of " + name + " are " + probabilities + ": expected "
                    + values.size() + " numbers of at least 0 that sum to 1, for " + String.join(", ", values));
        }
        values = List.copyOf(values);
        probabilities = List.copyOf(probabilities);
    }

    /**
     * Reads attributes as in {@code SEX:male=0.5,female=0.5+AGE:young=0.7,old=0.3}.
     *
     * @throws InvalidInputException if the text has another form, or one of the attributes is refused
     */
    static List<Attribute> parse(String text) {
        return Arrays.stream(text.split("\\+", -1)).map(Attribute::parseOne).toList();
    }

    private static Attribute parseOne(String text) {
        int colon = text.indexOf(':');
        List<String> values = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (String part : text.substring(colon + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (colon < 0 || equals < 0) {
                throw new InvalidInputException("'" + text + "' is no attribute: expected NAME:VALUE=P,VALUE=P, as in "
                        + SEX.text() + "; + separates attributes");
            }
            values.add(part.substring(0, equals).strip());
            try {
                probabilities.add(Numerals.number(part.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new InvalidInputException("'" + part + "' of '" + text
                        + "' has no number after '=': expected a probability, as in male=0.5", e);
            }
        }
        return new Attribute(text.substring(0, colon).strip(), values, probabilities);
    }

    /** As {@link #parse} reads it. */
    String text() {
        List<String> parts = new ArrayList<>();
        for (int value = 0; value < values.size(); value++) {
            parts.add(values.get(value) + "=" + probabilities.get(value));
        }
        return name + ":" + String.join(",", parts);
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
