package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.file.Visible;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.tables.Numerals;
import io.alphafair.tables.RowNames;
import io.alphafair.tables.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The candidates of a caller's table: their names, and their attributes without rounding.
 *
 * @param names of the rows
 * @param attributes the columns' names
 * @param values by attribute and candidate, in the unit
 * @param unit positive: what the values count, so that attributes that were divided by any number are exact
 * @param scales what each attribute was divided by
 */
record Candidates(RowNames names, List<String> attributes, BigDecimal[][] values, Fraction unit, BigDecimal[] scales) {
    private static final int MOST_NAMES = 10;
    private static final double LARGEST = 1e300;

    /** @throws InvalidInputException naming the option, or the row and the column of the table */
    static Candidates of(Table table, StudyArguments arguments) {
        List<String> attributes = attributes(arguments);
        BigDecimal[] scales = scales(arguments, attributes.size());
        BigDecimal product = Arrays.stream(scales).map(BigDecimal::abs).reduce(BigDecimal.ONE, BigDecimal::multiply);
        BigDecimal[][] values = new BigDecimal[attributes.size()][];
        for (int j = 0; j < values.length; j++) {
            // The product of the other scales, because a quotient may have no end.
            BigDecimal factor = BigDecimal.valueOf(scales[j].signum());
            for (int other = 0; other < scales.length; other++) {
                factor = other == j ? factor : factor.multiply(scales[other].abs());
            }
            BigDecimal times = factor;
            values[j] = Arrays.stream(table.decimals(attributes.get(j))).map(value -> value.multiply(times))
                    .toArray(BigDecimal[]::new);
        }
        String id = arguments.isGiven("id") ? arguments.text("id") : null;
        return new Candidates(RowNames.of(table, id), attributes, values, Fraction.ONE.dividedBy(Fraction.of(product)),
                scales);
    }

    private static List<String> attributes(StudyArguments arguments) {
        if (!arguments.isGiven("attributes")) {
            throw new InvalidInputException("--table without --attributes: expected --attributes COLUMN,COLUMN,...");
        }
        List<String> attributes = arguments.words("attributes");
        if (attributes.size() < 2 || attributes.stream().distinct().count() < attributes.size()) {
            throw new InvalidInputException("--attributes is '" + arguments.text("attributes")
                    + "': expected two different columns or more, whose weights are in doubt");
        }
        return attributes;
    }

    private static BigDecimal[] scales(StudyArguments arguments, int attributes) {
        BigDecimal[] given = numbers(arguments, "scale", attributes);
        if (Arrays.stream(given).anyMatch(scale -> scale.signum() == 0)) {
            throw new InvalidInputException("--scale is '" + arguments.text("scale")
                    + "': expected numbers other than 0, because each attribute is divided by its scale");
        }
        return given;
    }

    /**
     * The numbers of an option, one per attribute.
     *
     * @throws InvalidInputException if there is neither one per attribute nor one for all
     */
    static BigDecimal[] numbers(StudyArguments arguments, String option, int attributes) {
        String[] parts = arguments.text(option).split(",", -1);
        if (parts.length != 1 && parts.length != attributes) {
            throw new InvalidInputException("--" + option + " is '" + arguments.text(option) + "': expected "
                    + attributes + " numbers, one per attribute, or one for all");
        }
        BigDecimal[] numbers = new BigDecimal[attributes];
        for (int j = 0; j < attributes; j++) {
            String part = parts[parts.length == 1 ? 0 : j];
            try {
                numbers[j] = Numerals.decimal(part);
            } catch (NumberFormatException e) {
                throw new InvalidInputException("--" + option + " has '" + part
                        + "': expected decimal numbers with commas between them, such as 10,1", e);
            }
        }
        return numbers;
    }

    int size() {
        return values[0].length;
    }

    /** The scores of two attributes. */
    Mixture mixture() {
        return Mixture.of(values[0], values[1], unit);
    }

    /**
     * The divided attributes, {@code [candidate][attribute]}, rounded.
     *
     * @throws InvalidInputException if one is too large for scores to be computed
     */
    double[][] rounded() {
        double[][] rounded = new double[size()][values.length];
        for (int j = 0; j < values.length; j++) {
            for (int i = 0; i < rounded.length; i++) {
                rounded[i][j] = Fraction.of(values[j][i]).times(unit).doubleValue();
                if (!(Math.abs(rounded[i][j]) <= LARGEST)) {
                    throw new InvalidInputException(inWords(new int[]{i}) + ": '" + attributes.get(j)
                            + "' divided by its scale is beyond " + LARGEST
                            + ": expected a number that can be added to "
                            + "others; correct the cell or --scale");
                }
            }
        }
        return rounded;
    }

    /** Each candidate's score. */
    Fraction[] scores(List<Fraction> weights) {
        return IntStream.range(0, size()).mapToObj(i -> {
            Fraction sum = Fraction.ZERO;
            for (int j = 0; j < values.length; j++) {
                sum = sum.plus(weights.get(j).times(Fraction.of(values[j][i])));
            }
            return sum.times(unit);
        }).toArray(Fraction[]::new);
    }

    /** The names of some, as a terminal may show them; of many the first. */
    String text(int[] members) {
        String text = Arrays.stream(members).limit(MOST_NAMES).mapToObj(i -> Visible.text(names.names()[i]))
                .collect(Collectors.joining(", "));
        return members.length > MOST_NAMES ? text + " and " + (members.length - MOST_NAMES) + " more" : text;
    }

    /** The names in a sentence: {@code Amy, Zac} or {@code lines 2, 7}. */
    String inWords(int[] members) {
        return (isNamed() ? "" : names.heading() + (members.length == 1 ? " " : "s ")) + text(members);
    }

    /** Whether a column names the candidates. */
    boolean isNamed() {
        return names.heading().equals("id");
    }

    /** The names as the table has them. */
    List<String> list(int[] members) {
        return Arrays.stream(members).mapToObj(i -> names.names()[i]).toList();
    }

    /** Rows below the header, counted from 1. */
    static List<Integer> rows(int[] members) {
        return Arrays.stream(members).map(i -> i + 1).boxed().toList();
    }
}
