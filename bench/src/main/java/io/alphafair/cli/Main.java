package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.BackendUnavailableException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code alphafair} command: exit 0 done, 2 bad input or usage, 3 a known backend that cannot run here. */
@Command(name = "alphafair", mixinStandardHelpOptions = true, subcommands = BenchCommand.class, description = "Group-wise alpha-fair allocation, and the benchmarks that prove its speed.")
public final class Main {
    static final int BAD_INPUT = 2;
    static final int CANNOT_RUN = 3;

    private Main() {
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command line and returns its exit code. */
    static int run(String... args) {
        CommandLine command = new CommandLine(new Main());
        command.setParameterExceptionHandler((e, rest) -> refuse(e.getCommandLine(), e.getMessage(), BAD_INPUT));
        command.setExecutionExceptionHandler((e, line, result) -> switch (e) {
            case InvalidInputException bad -> refuse(line, bad.getMessage(), BAD_INPUT);
            case BackendUnavailableException missing -> refuse(line, missing.getMessage(), CANNOT_RUN);
            default -> throw e;
        });
        return command.execute(args);
    }

    private static int refuse(CommandLine line, String message, int code) {
        PrintWriter err = line.getErr();
        err.println("error: " + message.lines().findFirst().orElse("unknown"));
        err.flush();
        return code;
    }
}
