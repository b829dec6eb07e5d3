package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.Judge.Change;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.report.ComparisonReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says whether anything became faster from one run to another. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Compares the JMH benchmarks of two recorded runs.",
        "The verdict on each is SAME, FASTER, SLOWER or AMBIGUOUS, for time and for allocation. With fewer than 6",
        "forks per side the verdict is always AMBIGUOUS: record runs with bench -- -f 10.", ""}, footer = {"",
                "Examples:",
                "  alphafair compare results/before results/after",
                "  alphafair compare results/after --baseline last --fail-on slower    A gate for CI.",
                "  alphafair compare results/before results/after --html page.html --json", "",
                "Exit codes: 0 done; 1 --fail-on found what it names, or there was nothing to compare for it;",
                "2 bad usage, a damaged record, or runs of different machines."})
final class CompareCommand implements Callable<Integer> {
    private static final String LAST = "last";

    /** What a gate may fail on. */
    static final class FailOn implements ITypeConverter<Change> {
        @Override
        public Change convert(String value) {
            if (value.toLowerCase(Locale.ROOT).equals("slower")) {
                return Change.MORE;
            }
            throw new TypeConversionException("'" + value + "': expected slower");
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..2", description = "The earlier run and the later one. With --baseline the later one alone.")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--baseline", paramLabel = "RUN", description = "The earlier run. last is the newest run of the same machine that lies beside the later run and began before it.")
    private String baseline;

    @Option(names = "--threshold", defaultValue = "5", paramLabel = "PERCENT", description = "The least change that counts (default: 5).")
    private double percent;

    @Option(names = "--across-machines", description = "Compare runs of different machines. Every row says so.")
    private boolean acrossMachines;

    @Option(names = "--fail-on", converter = FailOn.class, paramLabel = "slower", description = "Exit with 1 if any cell is SLOWER.")
    private Change failOn;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page too.")
    private Path html;

    @Override
    public Integer call() throws IOException {
        if (!(percent > 0 && percent < 1000)) {
            throw new InvalidInputException("--threshold " + percent + ": expected a number above 0 and below 1000");
        }
        if ((runs.size() == 1) != (baseline != null)) {
            throw new InvalidInputException("expected two runs, or one and --baseline; see 'alphafair compare --help'");
        }
        Path after = runs.getLast();
        Path before = baseline == null
                ? runs.getFirst()
                : baseline.equals(LAST) ? lastBefore(after) : Path.of(baseline);
        Comparison comparison = Comparison.of(side(before), side(after), percent / 100, acrossMachines);
        if (html != null) {
            Destination.write(html, ComparisonReport.html(comparison));
        }
        spec.commandLine().getOut().print(json ? ComparisonReport.json(comparison) : ComparisonReport.text(comparison));
        return isFound(comparison, failOn) ? Main.WRONG : 0;
    }

    private static Comparison.Side side(Path record) throws IOException {
        Run run = RunFolder.read(record);
        return new Comparison.Side(record.toAbsolutePath().normalize().getFileName().toString(), run);
    }

    /** Whether a gate fails: on what it names, or because there was nothing to compare. */
    static boolean isFound(Comparison comparison, Change failOn) {
        return failOn != null && (comparison.rows().isEmpty() || comparison.times(failOn) > 0);
    }

    /** The newest of the runs beside this one that are of its machine and began before it. */
    private static Path lastBefore(Path after) throws IOException {
        Run own = RunFolder.read(after);
        Optional<Path> newest = Optional.empty();
        String start = "";
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(after.toAbsolutePath().normalize().getParent(),
                folder -> Files.isRegularFile(folder.resolve(RunFolder.SESSIONS)))) {
            for (Path folder : folders) {
                Run other = RunFolder.read(folder);
                String began = other.environment().run().start();
                if (other.environment().machine().isLike(own.environment().machine())
                        && began.compareTo(own.environment().run().start()) < 0 && began.compareTo(start) > 0) {
                    newest = Optional.of(folder);
                    start = began;
                }
            }
        }
        return newest.orElseThrow(() -> new InvalidInputException("--baseline last: no run beside " + after
                + " is of its machine and began before it"));
    }
}
