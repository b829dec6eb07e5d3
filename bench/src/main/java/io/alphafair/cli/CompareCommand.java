package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Change;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.ComparisonJson;
import io.alphafair.bench.compare.ComparisonText;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.report.ComparisonPage;
import io.alphafair.bench.report.NamedRun;
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
@Command(name = "compare", mixinStandardHelpOptions = true, description = {
        "Compares two recorded runs cell by cell: SAME, FASTER, SLOWER or AMBIGUOUS, for time and allocation.",
        "Fewer than 6 forks a side are never more than AMBIGUOUS: record runs with bench -- -f 10.", ""}, footer = {"",
                "Examples:", //
                "  alphafair compare results/before results/after", //
                "  alphafair compare results/after --baseline last --fail-on slower    a gate for CI", //
                "  alphafair compare results/before results/after --html page.html --json", "",
                "Exit codes: 0 done; 1 what --fail-on names was found, or there was nothing to compare for it;",
                "2 bad usage, a damaged record, or runs of different machines."})
final class CompareCommand implements Callable<Integer> {
    private static final int FOUND = 1;
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

    @Parameters(paramLabel = "RUN", arity = "1..2", description = "the earlier run and the later one; the later one alone with --baseline")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--baseline", paramLabel = "RUN", description = "the earlier run; last: the newest one of the same machine, beside the later run, that began before it")
    private String baseline;

    @Option(names = "--threshold", defaultValue = "5", paramLabel = "PERCENT", description = "the least change that counts (default: 5)")
    private double percent;

    @Option(names = "--across-machines", description = "compare runs of different machines, and say so on every row")
    private boolean acrossMachines;

    @Option(names = "--fail-on", converter = FailOn.class, paramLabel = "slower", description = "exit 1 if any cell is SLOWER")
    private Change failOn;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page as well")
    private Path html;

    @Override
    public Integer call() {
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
        List<NamedRun> read = ReportCommand.read(List.of(before, after));
        Comparison comparison = Comparison.of(read.getFirst(), read.getLast(), percent / 100, acrossMachines);
        if (html != null) {
            Destination.write(html, ComparisonPage.of(comparison));
        }
        spec.commandLine().getOut().print(json ? ComparisonJson.of(comparison) : ComparisonText.of(comparison));
        return isFound(comparison, failOn) ? FOUND : 0;
    }

    /** Whether a gate fails: on what it names, or because there was nothing to compare. */
    static boolean isFound(Comparison comparison, Change failOn) {
        return failOn != null && (comparison.rows().isEmpty() || comparison.times(failOn) > 0);
    }

    /** The newest of the runs beside this one that are of its machine and began before it. */
    private static Path lastBefore(Path after) {
        try {
            RunRecord own = RunRecord.read(after);
            Optional<Path> newest = Optional.empty();
            String start = "";
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                    after.toAbsolutePath().normalize().getParent(),
                    folder -> Files.isRegularFile(folder.resolve(RunRecord.ENVIRONMENT)))) {
                for (Path folder : folders) {
                    RunRecord other = RunRecord.read(folder);
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
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
    }
}
