package io.alphafair.cli;

import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.report.MarkdownTable;
import io.alphafair.bench.run.BenchRun;
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
        "Checks that every backend's answer equals scalar's, measures it with JMH, and writes a run record:",
        "jmh.json, races.json, auto.json, environment.json, validation.json and table.md; with --peers also peers.json.",
        "A race lets the backends, C and the machine's ceilings take turns in one JVM: Race.read, Race.write.",
        "A backend that cannot run here, or whose answer differs, is a row with its reason."}, footer = {"",
                "Examples:", "  alphafair bench                               every question, in a few minutes",
                "  alphafair bench --peers                       and what people use, on the same data",
                "  alphafair bench --resume                      go on with the newest run that was killed",
                "  alphafair bench -- BestItems -p n=5000000     one benchmark, one size, every backend",
                "  alphafair bench --profile standard -- -f 10   ten forks a cell",
                "  alphafair bench --profile limits -- Race.read only the races of the group argmax",
                "  alphafair bench -- auto                       only what auto's choices cost (-e auto: all but that)",
                "  alphafair bench -- -e Race                    everything but the races",
                "After -- come JMH's options; -p gives cells and races other values, patterns choose benchmarks.", "",
                "Exit codes: 0 done; 1 an answer was wrong, a cell or race failed, or the run broke off; 2 bad usage."})
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
            throw new TypeConversionException("'" + value + "': expected quick, standard, full or limits");
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", defaultValue = "quick", converter = ProfileName.class, paramLabel = "NAME", description = "quick (default; under 6 minutes), standard (hours), full (a day) or limits (nearness to the machine's limits; under 30 minutes)")
    private Profile profile;

    @Option(names = "--resume", description = "go on with the newest unfinished run of the same profile, options, commit and machine")
    private boolean resume;

    @Option(names = "--peers", description = "then compare with NumPy, PyTorch and DuckDB, as far as they are here; three minutes more")
    private boolean peers;

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
        BenchRun.Outcome outcome;
        try {
            outcome = new BenchRun(
                    new BenchRun.Request(profile, resume, peers, results, List.copyOf(jmhOptions), command), progress)
                    .run();
        } catch (IOException | RunnerException e) {
            spec.commandLine().getErr().println("error: " + e.getMessage().lines().findFirst().orElse("unknown")
                    + "; finished cells are kept, --resume goes on with them");
            return NOT_ALL_RIGHT;
        }
        spec.commandLine().getOut().println(outcome.measured() + " measured, " + outcome.mismatched()
                + " did not match, " + outcome.failed() + " failed, " + outcome.unavailable() + " not available"
                + races(outcome) + outcome.folder().resolve(MarkdownTable.FILE));
        return outcome.mismatched() + outcome.failed() + outcome.notRaced() == 0 ? 0 : NOT_ALL_RIGHT;
    }

    private static String races(BenchRun.Outcome outcome) {
        long races = outcome.raced() + outcome.notRaced();
        return races == 0 ? ": " : ", " + outcome.raced() + " of " + races + " races run: ";
    }
}
