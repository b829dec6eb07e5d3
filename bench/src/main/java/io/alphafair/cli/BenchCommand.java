package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.Judge.Change;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.ComparisonReport;
import io.alphafair.bench.report.Report;
import io.alphafair.bench.run.BenchRun;
import io.alphafair.bench.run.InterleavedRun;
import io.alphafair.bench.run.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Validates and measures every backend and writes a run record. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Measures every backend and writes a record: a folder with a report, the results and the environment.", "",
        "A backend is measured only after its answer has been compared with the reference's. A backend that cannot",
        "run here, or that answers wrongly, is a row with its reason and without a time. These are measured:",
        "  races       All backends and the machine's limits take turns in one JVM: Race.read, Race.write,",
        "              and for allocation with caps Race.select.",
        "  benchmarks  JMH measures each backend in JVMs of its own: BestItemsBenchmark.bestItems.",
        "  cold start  The first calls in a fresh JVM: ColdStart.coldStart.",
        "  process     A whole process of alphafair allocate: Process.wholeProcess.",
        "  peers       With --peers, NumPy, PyTorch and DuckDB take turns with the backends: peers.read; with",
        "              caps also SciPy, ojAlgo and a C++ queue: peers.allocateCapped, peers.budgetPath.",
        "  your data   With --data, each of these on your data first: data.Race.read and so on.",
        "  auto        What the choices of auto cost on a grid of problems.", ""}, footer = {"", "Profiles:",
                "  smoke     Everything once on tiny problems. Takes two or three minutes.",
                "  quick     Every question, every value of each axis once, a few races. Takes half an hour or more.",
                "  limits    How close the backends come to the machine's limits. Planned for about an hour.",
                "  standard  The measurements of limits and many benchmarks. Takes hours.",
                "  full      The same and the product of all sizes. Takes a day.",
                "  gpu       A GPU beside every CPU backend. Needs a GPU and takes an hour, or --minutes 6.", "",
                "Examples:",
                "  alphafair bench                                  Runs the profile quick.",
                "  alphafair bench --profile limits --minutes 20    Measures what matters most in 20 minutes.",
                "  alphafair bench --resume                         Continues the newest run that was killed.",
                "  alphafair bench --data b.npy,c.npy,g.npy -- data",
                "                                                   Your data, nothing else.",
                "  alphafair bench -- BestItems -p n=5000000        One benchmark, one size, every backend.",
                "  alphafair bench --profile standard -- -f 10      Ten forks per benchmark.",
                "  alphafair bench --profile limits -- Race.read    Only the races of the group argmax.",
                "  alphafair bench --compare-with HEAD~1 -- BestItems",
                "                                                   The commit before and this code by turns.", "",
                "The words after -- are JMH's. A pattern is a regular expression that matches a part of a",
                "measurement's name in any case. -p gives measurements other values, also races. An option of JMH",
                "that would change what a time means is refused.", "",
                "--compare-with builds the other commit in a temporary git worktree. JMH measures both commits, at",
                "least six forks each unless -f says otherwise. With fewer than six forks per side the verdict is",
                "always AMBIGUOUS. Each commit gets a record.", "",
                "Exit codes: 0 done; 1 an answer was wrong, a measurement failed, or --fail-on found what it names",
                "or nothing to compare; 2 bad usage, and nothing was written; 3 nothing that was asked for can run",
                "on this machine."})
final class BenchCommand implements Callable<Integer> {
    /** The names in lower case. */
    static final class ProfileName implements ITypeConverter<Profile> {
        @Override
        public Profile convert(String value) {
            return Profile.of(value).orElseThrow(() -> new TypeConversionException("'" + value
                    + "': expected smoke, quick, limits, standard, full or gpu"));
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", defaultValue = "quick", converter = ProfileName.class, paramLabel = "NAME", description = "What is measured: smoke, quick (default), limits, standard, full or gpu.")
    private Profile profile;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--minutes", paramLabel = "MINUTES", description = "End within this time. The least important measurements are left out, and the record names them.")
    private Double minutes;

    @Option(names = "--peers", description = "Measure NumPy, PyTorch and DuckDB too, as far as they are installed.")
    private boolean peers;

    @Option(names = "--resume", description = "Continue the newest unfinished run of the same profile, --peers, JMH options, code, machine, JVM and backends. One that is going on is left alone.")
    private boolean resume;

    @Option(names = "--compare-with", paramLabel = "GIT_REF", description = "Measure another commit and this code by turns, and compare them.")
    private String compareWith;

    @Option(names = "--fail-on", converter = CompareCommand.FailOn.class, paramLabel = "slower", description = "With --compare-with: exit with 1 if any cell is SLOWER.")
    private Change failOn;

    @Option(names = {"--results",
            "--out"}, defaultValue = "results", paramLabel = "FOLDER", description = "Where the record's folder is made (default: results).")
    private Path results;

    @Parameters(paramLabel = "JMH option", arity = "0..*", description = "Options of JMH, after --.")
    private List<String> jmhOptions = new ArrayList<>();

    @Override
    public Integer call() {
        if (minutes != null && !(minutes > 0 && minutes < 100_000)) {
            throw new InvalidInputException("--minutes " + minutes + ": expected a number above 0");
        }
        Progress progress = new Progress(spec.commandLine().getOut(), Main.isTerminal());
        try {
            BenchRun.Request request = new BenchRun.Request(profile, resume, peers, data.share(), results,
                    Optional.ofNullable(minutes).map(time -> Duration.ofMillis(Math.round(time * 60_000))),
                    List.copyOf(jmhOptions), Main.commandLine(spec, data::withoutFolders));
            if (compareWith != null) {
                return compare(request, progress);
            }
            if (failOn != null) {
                throw new InvalidInputException("--fail-on goes with --compare-with; or use 'alphafair compare'");
            }
            return finished(new BenchRun(request, progress).run(Report::files));
        } catch (IOException e) {
            return Main.refuse(spec.commandLine(), (e instanceof FileSystemException
                    ? e + ": expected a folder that can be written to; --results names another"
                    : Main.oneLine(e))
                    + (progress.hasBegun() ? "; finished sessions are kept, --resume continues with them" : ""),
                    Main.WRONG);
        }
    }

    private int finished(BenchRun.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(summary(outcome.run()) + ": " + outcome.folder().resolve(Report.HTML_FILE));
        return !isRight(outcome.run()) ? Main.WRONG : nothingRan(outcome.run()) ? Main.CANNOT_RUN : 0;
    }

    private static boolean nothingRan(Run run) {
        List<Series> series = run.sessions().stream().flatMap(session -> session.series().stream()).toList();
        return !series.isEmpty() && count(series, Verdict.UNAVAILABLE) == series.size();
    }

    /** How many measurements came to what. A session that failed as a whole is one that failed. */
    static String summary(Run run) {
        List<Series> series = run.sessions().stream().flatMap(session -> session.series().stream()).toList();
        long measured = series.stream().filter(Series::isMeasured).count();
        long sessions = run.sessions().stream().filter(session -> !session.reason().isEmpty()).count();
        return measured + " measured, " + count(series, Verdict.MISMATCHED) + " did not match, "
                + (count(series, Verdict.FAILED) + sessions) + " failed, " + count(series, Verdict.UNAVAILABLE)
                + " not available, " + (count(series, Verdict.MATCHED) - measured) + " left out";
    }

    private static long count(List<Series> series, Verdict verdict) {
        return series.stream().filter(each -> each.verdict() == verdict).count();
    }

    private static boolean isRight(Run run) {
        return run.sessions().stream().allMatch(session -> session.faults().isEmpty());
    }

    private int compare(BenchRun.Request request, Progress progress) throws IOException {
        if (peers) {
            throw new InvalidInputException("--compare-with measures with JMH alone: leave out --peers");
        }
        InterleavedRun.Outcome outcome = new InterleavedRun(request, compareWith, progress).run(Report::files);
        Comparison comparison = Comparison.of(side(outcome.before()), side(outcome.after()), Comparison.THRESHOLD,
                false);
        Path page = outcome.after().folder().resolve(ComparisonReport.FILE);
        Destination.write(page, ComparisonReport.html(comparison));
        PrintWriter out = spec.commandLine().getOut();
        out.println(ComparisonReport.text(comparison));
        out.println(outcome.before().folder());
        out.println(outcome.after().folder());
        out.println(page);
        boolean right = isRight(outcome.before().run()) && isRight(outcome.after().run());
        return right && !CompareCommand.isFound(comparison, failOn) ? 0 : Main.WRONG;
    }

    private static Comparison.Side side(BenchRun.Outcome outcome) {
        return new Comparison.Side(outcome.folder().getFileName().toString(), outcome.run());
    }
}
