package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The options of {@code study train}, read and checked. */
record TrainOptions(People people, Settings settings) {
    static final String NONE = "none";
    static final String AUTO = "auto";
    private static final String SURVEY_FLOOR = "0.1";
    private static final int MOST_SPLITS = 1_000;
    private static final int LEAST_BATCH = 10;
    /** The largest that {@value #AUTO} chooses. */
    private static final int USUAL_BATCH = 400;
    /** What only a table needs. */
    private static final List<String> OF_TABLES = List.of("feature", "category", "benefit", "cost", "cost-values",
            "group", "missing-group");

    static List<StudyOption> all() {
        return List.of(
                new StudyOption("table", "FILE", NONE,
                        "a CSV or Parquet table with one row per person, in place of the "
                                + "survey NMES 1988"),
                new StudyOption("feature", "COLUMN,...", NONE, "with --table: numbers that describe a person"),
                new StudyOption("category", "COLUMN,...", NONE, "with --table: words that describe a person"),
                new StudyOption("benefit", "COLUMN,...", NONE,
                        "with --table: the benefits that were observed, one column per item"),
                new StudyOption("cost", "COLUMN,...", NONE,
                        "with --table: the costs, one column per item or one for all"),
                new StudyOption("cost-values", "C,...", NONE, "with --table: constant costs in place of --cost"),
                new StudyOption("group", "COLUMN,...", NONE,
                        "with --table: columns whose values together are the group"),
                new StudyOption("missing-group", "NAME", NONE,
                        "with --table: the group of people whose value is missing; "
                                + "else they are refused"),
                new StudyOption("cap", "COLUMN,...", NONE,
                        "with --table: the largest doses, one column per item or one "
                                + "for all"),
                new StudyOption("cap-values", "M,...", NONE,
                        "constant largest doses in place of --cap; the survey has 1, "
                                + "and a table none"),
                new StudyOption("budget-per-person", "Q", "0.1",
                        "with caps: what may be spent per person, in units of cost"),
                new StudyOption("floor", "V", "0", "added to every benefit, so that none is 0; the survey has "
                        + SURVEY_FLOOR),
                new StudyOption("alpha", "A,...", "0.5,1,2,inf", "levels of fairness, above 0"),
                new StudyOption("splits", "N", "20", "random splits into training and test"),
                new StudyOption("batch", "M", AUTO, "people in a mini-batch and in a test decision; " + AUTO + ": "
                        + USUAL_BATCH + ", or fewer in a small table"),
                new StudyOption("epochs", "N", "200", "the most passes over the training set"),
                new StudyOption("patience", "N", "20",
                        "passes without progress on held-out people before training ends; "
                                + "0: make all passes and hold nobody out"),
                new StudyOption("rate", "R", "0.02", "Adam's step size"),
                new StudyOption("temperature", "T", "0.3", "of the smoothed winner, without caps"),
                new StudyOption("method", "WORD", "best",
                        "of the model that is saved: " + words(List.of(Method.values()))
                                + "; best: of the largest mean welfare"),
                new StudyOption("save", "FILE", NONE,
                        "train a model on all people but those held out, and write it as a CSV table"),
                new StudyOption("apply", "FILE", NONE, "predict for --table with a saved model; nothing is trained"),
                new StudyOption("write", "FILE", NONE, "with --apply: the table with predicted benefits"),
                StudyOption.seed(1));
    }

    private static String words(List<Method> methods) {
        return String.join(", ", methods.stream().map(Method::word).toList());
    }

    static TrainOptions of(StudyArguments arguments) {
        boolean isTable = arguments.isGiven("table");
        for (String option : OF_TABLES) {
            if (!isTable && arguments.isGiven(option)) {
                throw new InvalidInputException("--" + option
                        + " without --table: expected a table of people; the survey has columns of its own");
            }
        }
        List<Fairness> fairnesses = arguments.fairnesses("alpha");
        if (fairnesses.contains(Fairness.UTILITARIAN)) {
            throw new InvalidInputException(
                    "--alpha has 0: expected numbers above 0; at alpha 0 there is nothing to learn "
                            + "through the allocator, because predicted benefits move no money between groups smoothly");
        }
        People people = isTable
                ? People.of(Table.read(Path.of(arguments.text("table"))), columns(arguments))
                : People.of(Nmes.table(), Columns.survey(Grouping.SEX_AND_RACE, floor(arguments, SURVEY_FLOOR),
                        caps(arguments, "1")));
        return new TrainOptions(people, settings(arguments, people, fairnesses));
    }

    private static Settings settings(StudyArguments arguments, People people, List<Fairness> fairnesses) {
        if (people.cap() == null && arguments.isGiven("budget-per-person")) {
            throw new InvalidInputException("--budget-per-person without caps: expected --cap or --cap-values with it; "
                    + "without caps every budget is divided in the same proportions");
        }
        double temperature = arguments.number("temperature", 1e-3, 100);
        if (people.cap() != null && arguments.isGiven("temperature")) {
            throw new InvalidInputException(
                    "--temperature with caps: expected none, because the smoothed methods are for decisions without caps");
        }
        int patience = arguments.integer("patience", 0, 100_000);
        int batch = batch(arguments, people.count(), patience > 0);
        double budget = people.cap() == null ? 1 : batch * arguments.positive("budget-per-person");
        return new Settings(people.cap() == null ? List.of(Method.values()) : Method.WITH_CAPS, fairnesses, budget,
                arguments.integer("splits", 1, MOST_SPLITS), arguments.seed(), batch,
                arguments.integer("epochs", 1, 100_000), patience, arguments.number("rate", 1e-6, 1), temperature);
    }

    private static int batch(StudyArguments arguments, int people, boolean holdsOut) {
        int most = Split.mostBatch(people, holdsOut);
        if (most < LEAST_BATCH) {
            throw new InvalidInputException("--table has " + people + " people: expected more, because each part of a "
                    + "split has to have at least " + LEAST_BATCH + ", and the smallest one has " + most);
        }
        return arguments.text("batch").equals(AUTO)
                ? Math.min(USUAL_BATCH, most)
                : arguments.integer("batch", LEAST_BATCH, most);
    }

    private static Columns columns(StudyArguments arguments) {
        for (String option : List.of("benefit", "group")) {
            if (!arguments.isGiven(option)) {
                throw new InvalidInputException("--table without --" + option
                        + ": expected --benefit COLUMN,... and --group COLUMN,... with it");
            }
        }
        if (!arguments.isGiven("feature") && !arguments.isGiven("category")) {
            throw new InvalidInputException(
                    "--table without --feature and --category: expected at least one column that "
                            + "describes a person");
        }
        if (arguments.isGiven("cost") == arguments.isGiven("cost-values")) {
            throw new InvalidInputException("expected either --cost or --cost-values, got "
                    + (arguments.isGiven("cost") ? "both" : "neither"));
        }
        arguments.requireApart("feature", "category");
        arguments.requireApart("feature", "benefit");
        arguments.requireApart("category", "benefit");
        return new Columns(arguments.columns("feature"), arguments.columns("category"), arguments.columns("benefit"),
                floor(arguments, arguments.text("floor")),
                arguments.isGiven("cost")
                        ? Amounts.ofColumns("--cost", arguments.columns("cost"))
                        : Amounts.ofConstants("--cost-values",
                                arguments.numbers("cost-values", Double.MIN_VALUE, Double.MAX_VALUE)),
                caps(arguments, NONE), arguments.columns("group"),
                arguments.isGiven("missing-group") ? arguments.text("missing-group") : null);
    }

    private static double floor(StudyArguments arguments, String usual) {
        return arguments.isGiven("floor") ? arguments.number("floor", 0, 1e12) : Double.parseDouble(usual);
    }

    /** @param usual constant caps, or {@link #NONE} */
    private static Amounts caps(StudyArguments arguments, String usual) {
        if (arguments.isGiven("cap") && arguments.isGiven("cap-values")) {
            throw new InvalidInputException(
                    "--cap and --cap-values exclude each other: expected one of them; drop one");
        }
        if (arguments.isGiven("cap")) {
            if (!arguments.isGiven("table")) {
                throw new InvalidInputException("--cap without --table: expected --cap-values for the survey");
            }
            return Amounts.ofColumns("--cap", arguments.columns("cap"));
        }
        if (arguments.isGiven("cap-values")) {
            return Amounts.ofConstants("--cap-values",
                    arguments.numbers("cap-values", Double.MIN_VALUE, Double.POSITIVE_INFINITY));
        }
        return usual.equals(NONE) ? null : Amounts.ofConstants("--cap-values", Double.parseDouble(usual));
    }

    /** The method whose model is saved; null for the best one. */
    static Method method(StudyArguments arguments, List<Method> methods) {
        List<String> known = new ArrayList<>(List.of("best"));
        methods.forEach(method -> known.add(method.word()));
        String word = arguments.choice("method", known);
        return Arrays.stream(Method.values()).filter(method -> method.word().equals(word)).findFirst().orElse(null);
    }
}
