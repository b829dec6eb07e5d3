package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.contract.ContractViolationException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soak}: a long check of every backend that runs here. */
@Command(name = "soak", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        description = {"Checks all backends on generated problems for a long time, and that the process does not grow.",
                "Group argmax, selection, dense output and allocations, with caps and without, of every backend and",
                "variant that runs here must have the bits of a plain loop; threads, open files and memory must not",
                "grow. Ends when --problems or --minutes is reached.", ""}, //
        footer = {"", "Examples:", "  alphafair soak", "  alphafair soak --problems 1000 --seed 4711", "",
                "Exit codes: 0 all right; 1 an answer was wrong or the process grew; 2 bad usage."})
final class SoakCommand implements Callable<Integer> {
    private static final int MOST_MINUTES = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--problems", defaultValue = "10000000", paramLabel = "COUNT", description = "Number of problems for each backend (default: 10000000).")
    private long problems;

    @Option(names = "--minutes", defaultValue = "30", paramLabel = "MINUTES", description = "End after this time (default: 30).")
    private double minutes;

    @Option(names = "--seed", paramLabel = "SEED", description = "Seed of the first problem; each further problem has the next seed (default: from the clock).")
    private Long seed;

    @Override
    public Integer call() throws InterruptedException {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new InvalidInputException(
                    "--minutes is " + minutes + ": expected more than 0 and at most " + MOST_MINUTES);
        }
        if (problems < 1) {
            throw new InvalidInputException("--problems is " + problems + ": expected at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        long firstSeed = seed != null ? seed : System.currentTimeMillis();
        int workers = Runtime.getRuntime().availableProcessors();
        out.println("first seed  " + firstSeed + ", " + workers + " threads");
        out.flush();
        long start = System.nanoTime();
        Soak soak = new Soak(
                new Soak.Effort(problems, Duration.ofMillis(Math.round(minutes * 60_000)), firstSeed, workers),
                (count, use) -> {
                    out.println(Soak.line(Duration.ofNanos(System.nanoTime() - start), count, use));
                    out.flush();
                });
        try {
            return conclude(soak.run(), firstSeed, out);
        } catch (ContractViolationException e) {
            out.println("WRONG ANSWER, please report it: " + Main.oneLine(e));
            return Main.WRONG;
        }
    }

    private static int conclude(Soak.Result result, long firstSeed, PrintWriter out) {
        out.println("backends    " + String.join(", ", result.backends()));
        out.printf(Locale.ROOT, "answers     %,d problems from seed %d on, each on %d backends: all equal%n",
                result.problems(), firstSeed, result.backends().size());
        List<String> growth = result.growth();
        out.println("resources   " + (!result.isLongEnough()
                ? "not judged: it took less than a minute, or there are fewer than " + Soak.LEAST_READINGS
                        + " readings"
                : growth.isEmpty()
                        ? "threads, open files and memory did not grow in the second half"
                        : "GREW in the second half: " + String.join(", ", growth)));
        return growth.isEmpty() ? 0 : Main.WRONG;
    }
}
