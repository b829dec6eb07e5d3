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
        "jmh.json, environment.json, validation.json, auto.json and table.md.",
        "A backend that cannot run here, or whose answer differs, is a row with its reason."}, footer = {"",
                "Examples:", "  alphafair bench                               every question, in a few minutes",
                "  alphafair bench --resume                      go on with the newest run that was killed",
                "  alphafair bench -- BestItems -p n=5000000     one benchmark, one size, every backend",
                "  alphafair bench --profile standard -- -f 10   ten forks a cell",
                "  alphafair bench -- auto                       only what auto's choices cost (-e auto: all but that)",
                "After -- come JMH's options; -p gives cells other values, patterns choose benchmarks.", "",
                "Exit codes: 0 done; 1 an answer was wrong, a cell failed, or the run broke off; 2 bad usage."})
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
            throw new TypeConversionException("'" + value + "': expected quick, standard or full");
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", defaultValue = "quick", converter = ProfileName.class, paramLabel = "NAME", description = "quick (default; under 6 minutes), standard (hours) or full (a day)")
    private Profile profile;

    @Option(names = "--resume", description = "go on with the newest unfinished run of the same profile, options, commit and machine")
    private boolean resume;

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
                    new BenchRun.Request(profile, resume, results, List.copyOf(jmhOptions), command), progress).run();
        } catch (IOException | RunnerException e) {
            spec.commandLine().getErr().println("error: " + e.getMessage().lines().findFirst().orElse("unknown")
                    + "; finished cells are kept, --resume goes on with them");
            return NOT_ALL_RIGHT;
        }
        spec.commandLine().getOut().println(outcome.measured() + " cells measured, " + outcome.mismatched()
                + " did not match, " + outcome.failed() + " failed, " + outcome.unavailable() + " not available: "
                + outcome.folder().resolve(MarkdownTable.FILE));
        return outcome.mismatched() + outcome.failed() == 0 ? 0 : NOT_ALL_RIGHT;
    }
}
