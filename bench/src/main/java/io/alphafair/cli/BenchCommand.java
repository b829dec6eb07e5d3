package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Change;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.ComparisonText;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.ComparisonPage;
import io.alphafair.bench.report.HtmlReport;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.run.BenchRun;
import io.alphafair.bench.run.InterleavedRun;
import io.alphafair.bench.run.Profile;
import io.alphafair.bench.run.Progress;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Validates and measures every backend and writes a run record. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = {
        "Measures every backend and writes a run record, a folder with these parts:", //
        "  races     the backends, C and the machine's ceilings take turns in one JVM: Race.read, Race.write", //
        "  cells     each backend alone with JMH, once its answer equals scalar's", //
        "  peers     with --peers: NumPy, PyTorch and DuckDB take turns with the backends", //
        "  auto      what auto's choices cost, on a grid of problems", //
        "  gpu       with --profile gpu: the GPU's ways and every CPU backend take turns: Race.gpu", //
        "What cannot run here, or answers wrongly, is a row with its reason.", ""}, footer = {"",
                "Profiles:", //
                "  quick     every question, a few races, auto on a small grid; under 10 minutes", //
                "  limits    nearness to the machine's limits: every race, a few cells, auto on the whole", //
                "            grid; under 40 minutes", //
                "  standard  the races and grid of limits, and more cells; hours", //
                "  full      the same, and the product of the sizes; a day", //
                "  gpu       the GPU beside every CPU backend and PyTorch: times, crossovers, bandwidth, energy;", //
                "            some cells; no auto; planned for an hour. Needs a GPU", "", //
                "Examples:", //
                "  alphafair bench                                 the profile quick", //
                "  alphafair bench --profile limits --peers        all that is claimed about speed", //
                "  alphafair bench --resume                        go on with the newest run that was killed", //
                "  alphafair bench -- BestItems -p n=5000000       one benchmark, one size, every backend", //
                "  alphafair bench --profile standard -- -f 10     ten forks a cell", //
                "  alphafair bench --profile limits -- Race.read   only the races of the group argmax", //
                "  alphafair bench -- auto                         only auto", //
                "  alphafair bench --peers -- peers                only the peers", //
                "  alphafair bench -- -e Race -e auto              only the cells", //
                "  alphafair bench --compare-with HEAD~1 -- BestItems   the commit before and this code, by turns", //
                "After -- come JMH's options: patterns choose among benchmarks, races and auto, -p gives cells", //
                "and races other values. --peers are measured whatever the patterns.", "",
                "--compare-with measures cells alone, six forks or more of each commit unless -f says otherwise:", //
                "fewer than six are never more than AMBIGUOUS. It builds the other commit in a temporary git", //
                "worktree, writes a record of each and compare's page into the later one. Of a run that was", //
                "killed nothing is kept.", "",
                "Exit codes: 0 done; 1 an answer was wrong, something failed, the run broke off, or --fail-on found",
                "what it names or nothing to compare; 2 bad usage; 3 the profile gpu without a GPU."})
final class BenchCommand implements Callable<Integer> {
    /** An answer was wrong or a cell failed, which the record says, or there is no record. */
    private static final int NOT_ALL_RIGHT = 1;

    /** The names in lower case. */
    static final class ProfileName implements ITypeConverter<Profile> {
        @Override
        public Profile convert(String value) {
            for (Profile profile : Profile.values()) {
                if (profile.label().equals(value.toLowerCase(Locale.ROOT))) {
                    return profile;
                }
            }
            throw new TypeConversionException("'" + value + "': expected quick, limits, standard, full or gpu");
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", defaultValue = "quick", converter = ProfileName.class, paramLabel = "NAME", description = "quick (default), limits, standard, full or gpu, see below")
    private Profile profile;

    @Option(names = "--resume", description = "go on with the newest unfinished run of the same profile, JMH options, commit and machine: finished cells, races, peers' problems and auto are kept")
    private boolean resume;

    @Option(names = "--peers", description = "compare with NumPy, PyTorch and DuckDB, as far as they are here; three minutes more")
    private boolean peers;

    @Option(names = "--compare-with", paramLabel = "GIT_REF", description = "measure another commit and this code by turns, fork by fork, and compare them")
    private String compareWith;

    @Option(names = "--fail-on", converter = CompareCommand.FailOn.class, paramLabel = "slower", description = "with --compare-with: exit 1 if any cell is SLOWER")
    private Change failOn;

    @Option(names = "--out", defaultValue = "results", paramLabel = "FOLDER", description = "where the record's folder is made (default: results)")
    private Path results;

    @Parameters(paramLabel = "JMH option", arity = "0..*", description = "passed to JMH, after --")
    private List<String> jmhOptions = new ArrayList<>();

    @Override
    public Integer call() {
        String command = "alphafair " + String.join(" ",
                Redaction.texts(spec.root().commandLine().getParseResult().originalArgs()));
        Console console = System.console();
        Progress progress = new Progress(spec.commandLine().getOut(), console != null && console.isTerminal());
        if (compareWith != null) {
            return compare(command, progress);
        }
        if (failOn != null) {
            throw new InvalidInputException("--fail-on goes with --compare-with; or use 'alphafair compare'");
        }
        BenchRun.Outcome outcome;
        try {
            outcome = new BenchRun(
                    new BenchRun.Request(profile, resume, peers, results, List.copyOf(jmhOptions), command), progress)
                    .run();
        } catch (IOException | RunnerException e) {
            return brokeOff(e, "finished cells are kept, --resume goes on with them");
        }
        spec.commandLine().getOut().println(outcome.measured() + " measured, " + outcome.mismatched()
                + " did not match, " + outcome.failed() + " failed, " + outcome.unavailable() + " not available"
                + races(outcome) + outcome.folder().resolve(HtmlReport.FILE));
        return outcome.mismatched() + outcome.failed() + outcome.notRaced() == 0 ? 0 : NOT_ALL_RIGHT;
    }

    private int compare(String command, Progress progress) {
        if (resume || peers) {
            throw new InvalidInputException("--compare-with measures cells from the first to the last: leave out "
                    + (resume ? "--resume" : "--peers"));
        }
        InterleavedRun.Outcome outcome;
        try {
            outcome = new InterleavedRun(new InterleavedRun.Request(compareWith, profile, results,
                    List.copyOf(jmhOptions), command), progress).run();
        } catch (IOException | RunnerException e) {
            return brokeOff(e, "nothing is kept");
        }
        List<NamedRun> runs = ReportCommand.read(List.of(outcome.before(), outcome.after()));
        Comparison comparison = Comparison.of(runs.getFirst(), runs.getLast(), Comparison.THRESHOLD, false);
        Path page = outcome.after().resolve(ComparisonPage.FILE);
        Destination.write(page, ComparisonPage.of(comparison));
        spec.commandLine().getOut().println(ComparisonText.of(comparison));
        spec.commandLine().getOut().println(outcome.before());
        spec.commandLine().getOut().println(outcome.after());
        spec.commandLine().getOut().println(page);
        boolean right = runs.stream().flatMap(run -> run.record().validation().skipped().stream())
                .allMatch(skipped -> skipped.verdict() == Verdict.UNAVAILABLE);
        return right && !CompareCommand.isFound(comparison, failOn) ? 0 : NOT_ALL_RIGHT;
    }

    private int brokeOff(Exception e, String kept) {
        spec.commandLine().getErr()
                .println("error: " + e.getMessage().lines().findFirst().orElse("unknown") + "; " + kept);
        return NOT_ALL_RIGHT;
    }

    private static String races(BenchRun.Outcome outcome) {
        long races = outcome.raced() + outcome.notRaced();
        return races == 0 ? ": " : ", " + outcome.raced() + " of " + races + " races run: ";
    }
}
