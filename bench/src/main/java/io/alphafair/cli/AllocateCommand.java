package io.alphafair.cli;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.cli.Solver.Answer;
import io.alphafair.file.Visible;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Numerals;
import io.alphafair.tables.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code allocate}: solves problems from a JSON list, from {@code .npy} files or from a table. */
@Command(name = "allocate", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        description = "Spends one budget on people in groups, as fairly as alpha says.", //
        customSynopsis = { //
                "alphafair allocate --table people.csv --benefit COLUMN,...", //
                "                          (--cost COLUMN,... | --cost-values C,...) --group COLUMN,...", //
                "                          [--cap COLUMN,... | --cap-values M,...] (--budget Q | --path Q,...) --alpha A,...", //
                "                          [--id COLUMN] [--one-item-each] [--whole] [--weights GROUP=W,...]", //
                "                          [--missing-group NAME]", //
                "                          [--ties lottery:SEED] [--negative zero] [--explain ID] [--details]", //
                "                          [--path Q,... [--picture FILE]] [--noise WHAT [--draws N] [--seed N]]", //
                "                          [--json] [--backend NAME] [--time [NAME,...]] [--out FILE]", //
                "       alphafair allocate --benefit b.npy (--cost c.npy | --cost-values C,...) --group g.npy", //
                "                          [--cap m.npy | --cap-values M,...] --budget Q --alpha A,... [...]", //
                "       alphafair allocate --problems in.json [--backend NAME] [--out out.json]"}, //
        footer = {"", "Example: people.csv says what a visit or a test would be worth to each person.", "", //
                "  sex,visit,test", //
                "  f,3,1", //
                "  m,2,5", //
                "  f,4,2", "", //
                "A visit costs 2, a test 1, and nobody gets more than one of each. Spend 4 with alpha = 1:", "", //
                "  alphafair allocate --table people.csv --benefit visit,test --cost-values 2,1 \\", //
                "      --cap-values 1 --group sex --budget 4 --alpha 1", "", //
                "Without caps each group's money goes to one person. Several alphas, as in 0,1,inf, are printed", //
                "side by side. With --table, --out writes one row per person, and beside it FILE.receipt.json:", //
                "version, options, SHA-256 of the inputs, ties.", //
                "The JSON keys are arrays by group; vjp answers the upstream gradient v_k = (k+1)/K, and", //
                "jacobian is null above 16 groups.", //
                "alpha 0 maximises the sum of the groups' mean benefits, inf the smallest of them.", //
                "A .npy file holds floating-point numbers, integers or bool; float64 in C order is mapped, all", //
                "else is copied. Benefit, cost and cap are N x T, N, 1 x T or 1 x 1; the groups of N people", //
                "are integers from 0. A list of problems in JSON:", "", //
                "  [{\"name\": \"two\", \"n\": 2, \"t\": 1, \"k\": 2, \"budget\": 10, \"alpha\": \"inf\",", //
                "    \"benefit\": [2, 8], \"cost\": [1, 2], \"group\": [0, 1]}]"})
final class AllocateCommand implements Callable<Integer> {
    /** How a message of the library about a group begins. */
    private static final Pattern GROUP_NUMBER = Pattern.compile("^group (\\d{1,9})(?=: | has )");
    /** What a list of problems may stand beside. */
    private static final List<String> BESIDE_PROBLEMS = List.of("--problems", "--json", "--backend", "--out");

    @Spec
    private CommandSpec spec;

    @Option(names = "--problems", paramLabel = "FILE", description = "a JSON list of problems; the answer is a JSON list")
    private Path problems;

    @Option(names = "--table", paramLabel = "FILE", description = "a CSV file with a header and one line per person, - for "
            + "one on standard input; or a Parquet file, or a folder of such files")
    private Path table;

    @Option(names = "--benefit", paramLabel = "WHAT", description = "a .npy file; with --table, one column per item")
    private String benefit;

    @Option(names = "--cost", paramLabel = "WHAT", description = "a .npy file; with --table, one column per item")
    private String cost;

    @Option(names = "--cost-values", paramLabel = "C", split = ",", description = "one constant cost per item, in place of --cost")
    private double[] costValues;

    @Option(names = "--group", paramLabel = "WHAT", description = "a .npy file of labels; with --table, columns whose values "
            + "together are the group, numbered in the sorted order of their text")
    private String group;

    @Option(names = "--budget", paramLabel = "Q", description = "what may be spent, in units of cost")
    private Double budget;

    @Option(names = "--alpha", paramLabel = "A", description = "the fairness: a number >= 0 or inf; or several with commas "
            + "between them")
    private String alpha;

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Mixin
    private NoiseOptions noise = new NoiseOptions();

    @Option(names = "--backend", paramLabel = "NAME", description = "which backend to use, see 'alphafair doctor'; "
            + "left out or auto, the one predicted to be the fastest")
    private String backend;

    @Option(names = "--json", description = "one JSON object in place of a table for people")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "write to this file in place of standard output; with --table, "
            + "one row per person")
    private Path out;

    @Override
    public Integer call() {
        if (problems != null) {
            refuseBesideProblems();
            try (Solver solver = new Solver(backend)) {
                write(ProblemFile.solve(problems, solver));
            }
            return 0;
        }
        requireOneProblem();
        List<Fairness> fairness = fairness();
        noise.requireConsistent(!json && people.path == null && fairness.size() == 1);
        try (Solver solver = new Solver(backend)) {
            Source source = Source.of(table);
            GroupLabels labels = source.labels(group, people.missingGroup);
            try {
                solveOne(source, labels, fairness, solver);
            } catch (InvalidInputException e) {
                throw located(e, source, labels);
            }
        }
        return 0;
    }

    /** The same refusal in the words of a table: its lines, columns and groups in place of numbers, which the library knows. */
    private InvalidInputException located(InvalidInputException e, Source source, GroupLabels labels) {
        String message = e.getMessage();
        if (source.isTable()) {
            message = e instanceof InvalidValueException value
                    ? new UsedColumns(source.rows(), benefit, cost, people.cap, people.id).located(value)
                    : GROUP_NUMBER.matcher(message).replaceFirst(found -> Matcher
                            .quoteReplacement("group " + labels.names().get(Integer.parseInt(found.group(1)))));
        }
        boolean isNegative = e instanceof InvalidValueException value
                && value.kind() == InvalidValueException.Kind.BENEFIT && value.value() < 0;
        return new InvalidInputException(
                message + (isNegative ? ", or count negative benefits as 0 with --negative zero" : ""), e);
    }

    private void write(String text) {
        if (out != null) {
            Destination.write(out, text);
        } else {
            spec.commandLine().getOut().print(text);
        }
    }

    private void refuseBesideProblems() {
        for (OptionSpec option : spec.options()) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)
                    && !BESIDE_PROBLEMS.contains(option.longestName())) {
                throw usage("--problems and " + option.longestName()
                        + " exclude each other: the file holds whole problems; drop one");
            }
        }
    }

    private void requireOneProblem() {
        if (benefit == null && table == null) {
            throw usage("nothing to allocate: expected --problems, --table or --benefit");
        }
        require("--benefit", benefit);
        require("--group", group);
        if (people.path == null) {
            require("--budget", budget);
        } else if (budget != null) {
            throw usage("--budget and --path exclude each other: expected one of them; drop one");
        }
        require("--alpha", alpha);
        if ((cost == null) == (costValues == null)) {
            throw usage("expected either --cost or --cost-values, got " + (cost == null ? "neither" : "both"));
        }
        people.requireConsistent(table != null);
        if (json && people.time != null) {
            throw usage("--json and --time exclude each other: the object has no key for times; drop one");
        }
    }

    private void require(String name, Object value) {
        if (value == null) {
            throw usage(name + " is missing: expected --benefit, --cost or --cost-values, --group, --budget, --alpha");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void solveOne(Source source, GroupLabels labels, List<Fairness> fairness, Solver solver) {
        try (Matrix given = source.matrix(benefit);
                Benefits benefits = people.negative == null
                        ? Benefits.asGiven(given)
                        : Benefits.negativeAsZero(given);
                Matrix costs = source.matrixOr(cost, costValues);
                Matrix caps = people.hasCaps() ? source.matrixOr(people.cap, people.capValues) : null;
                Matrix deviations = noise.isAsked() && !noise.isShare() ? source.matrix(noise.noise) : null;
                Groups groups = Source.groups(labels, group);
                Items items = source.items(benefits.matrix(), costs, caps, groups)) {
            People named = named(items, source, labels);
            if (source.isTable()) {
                fairness.forEach(named::requireBenefits);
            }
            if (people.isPlain() && !noise.isAsked() && fairness.size() == 1 && (json || table == null)) {
                String times = people.time == null
                        ? ""
                        : new BackendTimes(items,
                                prepared -> prepared.bestItems().allocate(fairness.getFirst(), budget))
                                .text(BackendTimes.names(people.time, solver, items));
                Answer<Allocation> answer = solver.solve(items, fairness.getFirst(), budget);
                write(json
                        ? AnswerJson.object(answer, labels == null ? List.of() : labels.names())
                        : AnswerText.of(answer, people.details) + times);
            } else if (json) {
                people.requireJson(fairness);
                write(cappedJson(solver, items, fairness.getFirst(), people.weights(labels, groups),
                        labels == null ? List.of() : labels.names()));
            } else {
                answer(named, solver, new PeopleAnswer.Question(fairness, budget,
                        people.weights(labels, groups), benefits.zeroed(), noise, deviations));
            }
        }
    }

    private List<Fairness> fairness() {
        List<Fairness> levels = new ArrayList<>();
        for (String level : alpha.split(",", -1)) {
            Fairness fairness = Numerals.fairness(level);
            if (levels.contains(fairness)) {
                throw new InvalidInputException(
                        "--alpha names " + level.strip() + " twice: expected each level once; drop one");
            }
            levels.add(fairness);
        }
        if (levels.size() > 1 && people.path != null) {
            throw new InvalidInputException(
                    "--path with " + levels.size() + " alphas: expected one alpha; drop others");
        }
        return levels;
    }

    private People named(Items items, Source source, GroupLabels labels) {
        return source.isTable()
                ? People.of(items, source.rows(), people.id, labels.names(), Source.columns(benefit))
                : People.numbered(items);
    }

    private void answer(People named, Solver solver, PeopleAnswer.Question question) {
        boolean isTable = table != null;
        // Names of people and groups come from the table.
        String text = Visible.lines(new PeopleAnswer(named, people, question, isTable && out != null ? receipt() : null,
                isTable ? out : null).text(solver));
        if (isTable) {
            // A pipe or a device, such as standard output, has the table alone.
            spec.commandLine().getOut().print(out == null || Files.isRegularFile(out) ? text : "");
        } else {
            write(text);
        }
    }

    private String cappedJson(Solver solver, Items items, Fairness fairness, double[] weights,
            List<String> groupNames) {
        try (Plan plan = new Plan(items, people.doses(), people.seed())) {
            return AnswerJson.object(solver.solveCapped(plan.solved(), fairness, budget, weights), groupNames,
                    plan.steps());
        }
    }

    private Receipt receipt() {
        return new Receipt(spec.root().commandLine().getParseResult().originalArgs(), Table.files(table));
    }
}
