package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.cli.Solver.Answer;
import io.alphafair.npy.Npy;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code allocate}: solves problems from a JSON list, from {@code .npy} files or from a CSV table. */
@Command(name = "allocate", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        description = "Spends one budget on the best item of each group, as fairly as alpha says.", //
        customSynopsis = { //
                "alphafair allocate --problems in.json [--backend NAME] [--out out.json]", //
                "       alphafair allocate --benefit b.npy (--cost c.npy | --cost-values C,...) --group g.npy", //
                "                          --budget Q --alpha A [--json] [--backend NAME] [--out FILE]", //
                "       alphafair allocate --table people.csv --benefit COLUMN,...", //
                "                          (--cost COLUMN,... | --cost-values C,...) --group COLUMN,...", //
                "                          --budget Q --alpha A [--json] [--backend NAME] [--out FILE]"}, //
        footer = {"", "Example: people.csv says what a visit or a test would be worth to each person.", "", //
                "  sex,visit,test", //
                "  f,3,1", //
                "  m,2,5", //
                "  f,4,2", "", //
                "A visit costs 2, a test 1. Spend 100 with alpha = 1, which splits it evenly:", "", //
                "  alphafair allocate --table people.csv --benefit visit,test --cost-values 2,1 \\", //
                "      --group sex --budget 100 --alpha 1", "", //
                "The JSON keys are arrays by group; vjp answers the upstream gradient v_k = (k+1)/K, and", //
                "jacobian is null above 16 groups.", //
                "alpha 0 maximises the sum of the groups' mean benefits, inf the smallest of them.", //
                "A .npy file is float64, float32, int64 or int32; benefit and cost are N x T, N, 1 x T or", //
                "1 x 1; the groups of N people are numbered from 0. A list of problems in JSON:", "", //
                "  [{\"name\": \"two\", \"n\": 2, \"t\": 1, \"k\": 2, \"budget\": 10, \"alpha\": \"inf\",", //
                "    \"benefit\": [2, 8], \"cost\": [1, 2], \"group\": [0, 1]}]"})
final class AllocateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--problems", paramLabel = "FILE", description = "a JSON list of problems; the answer is a JSON list")
    private Path problems;

    @Option(names = "--table", paramLabel = "FILE", description = "a CSV file with a header and one line per person")
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

    @Option(names = "--alpha", paramLabel = "A", description = "the fairness: a number >= 0 or inf")
    private String alpha;

    @Option(names = "--backend", paramLabel = "NAME", description = "which backend to use, see 'alphafair doctor'; "
            + "left out, the one predicted to be the fastest")
    private String backend;

    @Option(names = "--json", description = "one JSON object in place of a table for people")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "write to this file in place of standard output")
    private Path out;

    @Override
    public Integer call() {
        String text;
        if (problems != null) {
            refuseBesideProblems();
            try (Solver solver = new Solver(backend)) {
                text = ProblemFile.solve(problems, solver);
            }
        } else {
            requireOneProblem();
            try (Solver solver = new Solver(backend)) {
                text = table != null ? solveTable(solver) : solveArrays(solver);
            }
        }
        if (out != null) {
            Destination.write(out, text);
        } else {
            spec.commandLine().getOut().print(text);
        }
        return 0;
    }

    private void refuseBesideProblems() {
        for (String name : List.of("--table", "--benefit", "--cost", "--cost-values", "--group", "--budget",
                "--alpha")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
                throw usage("--problems and " + name + " exclude each other: the file holds whole problems; drop one");
            }
        }
    }

    private void requireOneProblem() {
        if (benefit == null && table == null) {
            throw usage("nothing to allocate: expected --problems, --table or --benefit");
        }
        require("--benefit", benefit);
        require("--group", group);
        require("--budget", budget);
        require("--alpha", alpha);
        if ((cost == null) == (costValues == null)) {
            throw usage("expected either --cost or --cost-values, got " + (cost == null ? "neither" : "both"));
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

    private String solveArrays(Solver solver) {
        Fairness fairness = Fairness.parse(alpha);
        try (Matrix benefits = Npy.readMatrix(Path.of(benefit));
                Matrix costs = cost == null ? constantCosts() : Npy.readMatrix(Path.of(cost));
                Groups groups = Npy.readGroups(Path.of(group));
                Items items = Items.of(benefits, costs, groups)) {
            return written(solver.solve(items, fairness, budget), List.of(), List.of());
        }
    }

    private String solveTable(Solver solver) {
        Fairness fairness = Fairness.parse(alpha);
        Table people = Table.read(table);
        GroupLabels labels = GroupLabels.of(people, columns(group));
        try (Matrix benefits = people.matrix(columns(benefit));
                Matrix costs = cost == null ? constantCosts() : people.matrix(columns(cost));
                Groups groups = Groups.of(labels.labels(), labels.values().size())) {
            requireOneCostPerItem(benefits, costs);
            try (Items items = Items.of(benefits, costs, groups)) {
                return written(solver.solve(items, fairness, budget), labels.names(), columns(benefit));
            }
        }
    }

    private void requireOneCostPerItem(Matrix benefits, Matrix costs) {
        if (benefits.columns() != costs.columns()) {
            throw usage(benefits.columns() + " benefit columns and " + costs.columns()
                    + " costs: expected one cost per item");
        }
    }

    private static List<String> columns(String names) {
        return Arrays.asList(names.split(",", -1));
    }

    private Matrix constantCosts() {
        return Matrix.copyOf(costValues, 1, costValues.length);
    }

    private String written(Answer answer, List<String> groupNames, List<String> itemNames) {
        return json ? AnswerJson.object(answer, groupNames) : AnswerText.of(answer, groupNames, itemNames);
    }
}
