package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.record.Redaction;
import io.alphafair.contract.ContractViolationException;
import io.alphafair.file.Visible;
import io.alphafair.tables.Numerals;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code alphafair} command. */
@Command(name = "alphafair", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        description = "Divides a budget among groups fairly, and measures how fast that is.", //
        subcommands = {AllocateCommand.class, BenchCommand.class, ReportCommand.class, CompareCommand.class,
                StudyCommand.class, DoctorCommand.class, SoakCommand.class, GpuCheckCommand.class,
                GpuKitCommand.class}, //
        footer = {"", "Examples:", //
                "  alphafair doctor", //
                "  alphafair bench", //
                "  alphafair allocate --problems in.json --out out.json", //
                "  alphafair study regret", //
                "",
                "Exit codes: 0 done; 1 an answer was wrong, a measurement failed, or output was lost; 2 bad input or",
                "usage; 3 the backend that was asked for cannot run here."})
public final class Main {
    /** An answer was wrong or lost, a measurement failed, or a gate found what it names. */
    static final int WRONG = 1;
    static final int BAD_INPUT = 2;
    static final int CANNOT_RUN = 3;
    /** What the JVM says when it has read behind the end of a mapped file. */
    private static final String FAULT_OF_MAPPED_FILE = "unsafe memory access";
    /** A message may quote a cell or a name of any length. */
    private static final int LONGEST_MESSAGE = 2000;
    /** Of the library that reads Parquet. It is held here, because the JVM forgets the level of a logger that nobody holds. */
    private static final Logger PARQUET = Logger.getLogger("dev.hardwood");

    private Main() {
    }

    public static void main(String[] args) {
        StandardError.restore();
        System.exit(AsciiLocale.hasLostLetters() ? BAD_INPUT : run(args));
    }

    /** Runs one command line on the standard streams and returns its exit code. */
    static int run(String... args) {
        // JSON is UTF-8 wherever it goes, also where the terminal's encoding is another.
        return run(new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
    }

    /** The command with all its subcommands and options. */
    static CommandLine command() {
        CommandLine command = new CommandLine(new Main());
        StudyCommand.addTo(command);
        // One number syntax for the options of all commands; picocli's own is Java's.
        command.registerConverter(double.class, Main::number);
        command.registerConverter(Double.class, Main::number);
        return command;
    }

    private static double number(String word) {
        try {
            return Numerals.numberOrInfinity(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + word + "': expected a number, such as 1000 or 2.5");
        }
    }

    /** What may have been meant by a word that is no option and no command; empty if nothing is near. */
    private static String nearMiss(ParameterException e) {
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)";
    }

    /** Runs one command line on these streams and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        // It would print which code paths it has chosen on standard error, where messages go.
        PARQUET.setLevel(Level.WARNING);
        CommandLine command = command();
        command.setUsageHelpWidth(100);
        command.setOut(out);
        command.setErr(err);
        command.setParameterExceptionHandler((e, rest) -> refuse(e.getCommandLine(),
                oneLine(e) + nearMiss(e) + "; see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'",
                BAD_INPUT));
        command.setExecutionExceptionHandler((e, line, result) -> switch (e) {
            case InvalidInputException bad -> refuse(line, oneLine(bad), BAD_INPUT);
            case IOException unreadable -> refuse(line, oneLine(unreadable), BAD_INPUT);
            case InvalidPathException path -> refuse(line, "'" + path.getInput() + "' is no path here ("
                    + path.getReason() + "): expected the name of a file; in a locale without UTF-8 set LC_ALL=C.UTF-8",
                    BAD_INPUT);
            case BackendUnavailableException missing -> refuse(line, oneLine(missing), CANNOT_RUN);
            case ContractViolationException wrong -> refuse(line, oneLine(wrong) + "; nothing was kept", WRONG);
            default -> throw e;
        });
        int code = execute(command, args);
        out.flush();
        if (out.checkError()) {
            err.println("error: standard output cannot be written: expected an open stream with room; nothing reliable "
                    + "was printed");
            return WRONG;
        }
        return code;
    }

    private static int execute(CommandLine command, String... args) {
        try {
            return command.execute(args);
        } catch (InternalError e) {
            if (!oneLine(e).contains(FAULT_OF_MAPPED_FILE)) {
                throw e;
            }
            return refuse(command, "a .npy or Parquet file got shorter while it was read (" + oneLine(e)
                    + "): expected files that do not change; run the command again once they are complete", BAD_INPUT);
        } catch (OutOfMemoryError e) {
            return refuse(command, "the memory does not suffice (" + oneLine(e) + ", the heap may have "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB): expected smaller input; give .npy files, which are mapped, or a larger heap, as with "
                    + "JDK_JAVA_OPTIONS=-Xmx8g", BAD_INPUT);
        }
    }

    /**
     * The command line as records keep it, without folders.
     *
     * @param word makes of each word what may be kept of it
     */
    static String commandLine(CommandSpec spec, UnaryOperator<String> word) {
        return "alphafair " + String.join(" ", Redaction.words(
                spec.root().commandLine().getParseResult().originalArgs().stream().map(word).toList()));
    }

    /** Whether people look on, so that a line can be written over. */
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** The message as a terminal shows it. */
    static String oneLine(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return Visible.text(Visible.shortened(message.strip(), LONGEST_MESSAGE).replaceAll("\\s*\\R\\s*", " "));
    }

    /** Says in one line why nothing was done; names from files and from the command line are made visible. */
    static int refuse(CommandLine line, String message, int code) {
        PrintWriter err = line.getErr();
        err.println("error: " + Visible.text(message));
        err.flush();
        return code;
    }
}
