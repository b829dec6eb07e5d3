package io.alphafair.studies.study;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.tables.Numerals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a study's options, read by type; a refusal names the option, what was expected and what came. */
public final class StudyArguments {
    static final String SEED = "seed";

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    private StudyArguments() {
    }

    /** The defaults of all options. */
    public static StudyArguments defaults(Study study) {
        return of(study, Map.of());
    }

    /**
     * The given values, and the defaults of the other options.
     *
     * @param given by option name, without dashes
     * @throws InvalidInputException if the study has no such option
     */
    public static StudyArguments of(Study study, Map<String, String> given) {
        StudyArguments arguments = new StudyArguments();
        for (StudyOption option : study.options()) {
            arguments.values.put(option.name(), option.defaultValue());
        }
        for (Map.Entry<String, String> entry : given.entrySet()) {
            arguments.given.add(entry.getKey());
            if (arguments.values.replace(entry.getKey(), entry.getValue()) == null) {
                throw new InvalidInputException("--" + entry.getKey() + " is no option of study " + study.name()
                        + ": expected one of --"
                        + String.join(", --", study.options().stream().map(StudyOption::name).toList()));
            }
        }
        return arguments;
    }

    /** Whether the option was given. */
    public boolean isGiven(String option) {
        return given.contains(option);
    }

    /** The value as it was given. */
    public String text(String option) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException("the study declares no option " + option);
        }
        return value.strip();
    }

    /** A whole number in {@code least..most}. */
    public int integer(String option, int least, int most) {
        return (int) whole(option, text(option), least, most);
    }

    /** Whole numbers in {@code least..most}, separated by commas. */
    public int[] integers(String option, int least, int most) {
        return words(option).stream().mapToInt(part -> (int) whole(option, part, least, most)).toArray();
    }

    /** A number of things, {@code >= 1}, of any size. */
    public long count(String option) {
        return whole(option, text(option), 1, Long.MAX_VALUE);
    }

    /** The seed, a whole number {@code >= 0}. */
    public long seed() {
        return whole(SEED, text(SEED), 0, Long.MAX_VALUE);
    }

    /** A number in {@code [least, most]}. */
    public double number(String option, double least, double most) {
        return number(option, text(option), least, most);
    }

    /** Numbers in {@code [least, most]}, separated by commas. */
    public double[] numbers(String option, double least, double most) {
        return words(option).stream().mapToDouble(part -> number(option, part, least, most)).toArray();
    }

    /** A finite number {@code > 0}. */
    public double positive(String option) {
        return number(option, text(option), Double.MIN_VALUE, Double.MAX_VALUE);
    }

    /** Levels of fairness, separated by commas, as in {@code 0,0.5,inf}. */
    public List<Fairness> fairnesses(String option) {
        List<Fairness> levels = new ArrayList<>();
        for (String part : words(option)) {
            try {
                levels.add(Numerals.fairness(part));
            } catch (InvalidInputException e) {
                throw new InvalidInputException("--" + option + ": " + e.getMessage(), e);
            }
        }
        return levels;
    }

    /** One of the words. */
    public String choice(String option, List<String> words) {
        if (!words.contains(text(option))) {
            throw refused(option, text(option), "one of " + String.join(", ", words));
        }
        return text(option);
    }

    /** Words, separated by commas. */
    public List<String> words(String option) {
        return List.of(text(option).split("\\s*,\\s*", -1));
    }

    /**
     * Names of columns, separated by commas; none if the option is not given.
     *
     * @throws InvalidInputException if a name occurs twice
     */
    public List<String> columns(String option) {
        if (!isGiven(option)) {
            return List.of();
        }
        List<String> columns = new ArrayList<>();
        for (String column : words(option)) {
            if (columns.contains(column)) {
                throw new InvalidInputException(
                        "--" + option + " names '" + column + "' twice: expected each column once; drop one");
            }
            columns.add(column);
        }
        return columns;
    }

    /**
     * Refuses a column that is predicted and predicted from: a model that saw it would predict it all too well.
     *
     * @throws InvalidInputException if both options name the same column
     */
    public void requireApart(String option, String other) {
        List<String> others = columns(other);
        columns(option).stream().filter(others::contains).findFirst().ifPresent(column -> {
            throw new InvalidInputException("--" + option + " and --" + other + " both name '" + column
                    + "': expected it once; drop one");
        });
    }

    private static long whole(String option, String value, long least, long most) {
        String expected = most == Long.MAX_VALUE
                ? "a whole number >= " + least
                : "a whole number from " + least + " to " + most;
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(option, value, expected);
        }
        throw refused(option, value, expected);
    }

    private static double number(String option, String value, double least, double most) {
        String expected = least == Double.MIN_VALUE
                ? (most == Double.POSITIVE_INFINITY ? "a number > 0" : "a finite number > 0")
                : "a number from " + least + " to " + most;
        try {
            double number = Numerals.numberOrInfinity(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(option, value, expected);
        }
        throw refused(option, value, expected);
    }

    private static InvalidInputException refused(String option, String value, String expected) {
        return new InvalidInputException("--" + option + " is '" + value + "': expected " + expected);
    }
}
