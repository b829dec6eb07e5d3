package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.tables.GroupLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** The options of {@code allocate} about who may get how much, and what is said about it. */
final class PeopleOptions {
    private static final String LOTTERY = "lottery:";

    @Option(names = "--cap", paramLabel = "WHAT", description = "the largest dose: a .npy file; with --table, one column per "
            + "item, or one for all items")
    String cap;

    @Option(names = "--cap-values", paramLabel = "M", split = ",", description = "one constant largest dose per item, or one for "
            + "all, in place of --cap; Infinity for none")
    double[] capValues;

    @Option(names = "--one-item-each", description = "each person gets at most one of the items; needs caps")
    boolean oneItemEach;

    @Option(names = "--whole", description = "each dose is 0 or its cap; needs caps")
    boolean whole;

    @Option(names = "--weights", paramLabel = "W", description = "how much groups count: GROUP=W,... with --table, where others "
            + "count 1; else one number per group")
    String weights;

    @Option(names = "--id", paramLabel = "COLUMN", description = "with --table, the column of the people's ids; left out, "
            + "people are numbered by their lines in a CSV file, by their rows in Parquet, and from 0 in .npy files")
    String id;

    @Option(names = "--missing-group", paramLabel = "NAME", description = "with --table, the group of people whose value in a "
            + "column of --group is missing: empty, NA, ? and the like; left out, they are refused")
    String missingGroup;

    @Option(names = "--explain", paramLabel = "ID", description = "also say why this person gets what")
    String explain;

    @Option(names = "--negative", paramLabel = "zero", description = "count negative benefits as 0; left out, they are refused")
    String negative;

    @Option(names = "--ties", paramLabel = "lottery:SEED", description = "decide by lot who comes first of people whose ratios "
            + "are equal; left out, the order of the rows decides")
    String ties;

    @Option(names = "--path", paramLabel = "Q,...", description = "in place of --budget: how each group fares with each of "
            + "these budgets, which ascend")
    String path;

    @Option(names = "--picture", paramLabel = "FILE", description = "with --path, also draw it to this SVG file")
    Path picture;

    @Option(names = "--details", description = "also print units, objective, shadow price, backend and why it was chosen")
    boolean details;

    @Option(names = "--time", paramLabel = "NAME,...", arity = "0..1", fallbackValue = "", description = "also print how long "
            + "these backends take here to open, to answer first and to answer again; left out, the one that answers")
    String time;

    /** Whether only what the closed form answers is asked. */
    boolean isPlain() {
        return !hasCaps() && weights == null && explain == null && ties == null && path == null && !oneItemEach
                && !whole;
    }

    boolean hasCaps() {
        return cap != null || capValues != null;
    }

    /**
     * Refuses options that need or exclude others.
     *
     * @param isTable whether the input is a table
     * @throws InvalidInputException naming the option
     */
    void requireConsistent(boolean isTable) {
        if (cap != null && capValues != null) {
            throw new InvalidInputException(
                    "--cap and --cap-values exclude each other: expected one of them; drop one");
        }
        requireCaps("--one-item-each", oneItemEach);
        requireCaps("--whole", whole);
        if (id != null && !isTable) {
            throw new InvalidInputException("--id without --table: expected a table with a column of ids; drop --id");
        }
        if (negative != null && !negative.equals("zero")) {
            throw new InvalidInputException("--negative is '" + negative
                    + "': expected zero, which counts negative benefits as 0; or leave it out to refuse them");
        }
        if (picture != null && path == null) {
            throw new InvalidInputException("--picture without --path: expected budgets to draw; add --path Q,...");
        }
        if (path != null && explain != null) {
            throw new InvalidInputException(
                    "--path and --explain exclude each other: expected one of them; use --budget to explain");
        }
        if (path != null && time != null) {
            throw new InvalidInputException(
                    "--path and --time exclude each other: expected one of them; use --budget to take the time");
        }
        seed();
    }

    /**
     * Refuses what the keys of an answer in JSON cannot say.
     *
     * @throws InvalidInputException naming the option
     */
    void requireJson(List<Fairness> fairness) {
        String option = whole
                ? "--whole"
                : ties != null
                        ? "--ties"
                        : explain != null
                                ? "--explain"
                                : path != null ? "--path" : fairness.size() > 1 ? "--alpha A,..." : "";
        if (!option.isEmpty()) {
            throw new InvalidInputException(
                    "--json with " + option + ": expected one optimal allocation in the given order of "
                            + "the rows; drop --json, and write a CSV table with --table and --out");
        }
    }

    private void requireCaps(String option, boolean given) {
        if (given && !hasCaps()) {
            throw new InvalidInputException(option + " without caps: expected the largest dose with --cap or "
                    + "--cap-values, such as --cap-values 1");
        }
    }

    Plan.Doses doses() {
        return new Plan.Doses(oneItemEach, whole);
    }

    /** The seed of the lottery; empty if the order of the rows decides. */
    OptionalLong seed() {
        if (ties == null) {
            return OptionalLong.empty();
        }
        try {
            if (ties.startsWith(LOTTERY)) {
                return OptionalLong.of(Long.parseLong(ties.substring(LOTTERY.length())));
            }
        } catch (NumberFormatException e) {
            throw wrongTies(e);
        }
        throw wrongTies(null);
    }

    private InvalidInputException wrongTies(Throwable cause) {
        return new InvalidInputException("--ties is '" + ties
                + "': expected lottery:SEED with a whole number as the seed, such as lottery:1", cause);
    }

    /**
     * One weight per group, or null.
     *
     * @param labels the groups of a table, or null
     */
    double[] weights(GroupLabels labels, Groups groups) {
        if (weights == null) {
            return null;
        }
        return labels == null
                ? GroupWeights.ofNumbers(weights, groups.count())
                : GroupWeights.ofNames(weights, labels);
    }
}
