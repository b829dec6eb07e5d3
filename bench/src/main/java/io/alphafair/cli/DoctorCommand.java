package io.alphafair.cli;

import com.sun.management.OperatingSystemMXBean;
import io.alphafair.BestItems;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.auto.Calibrator;
import io.alphafair.bench.auto.CrossoverTable;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.CudaBackend;
import io.alphafair.select.Backends;
import io.alphafair.select.Calibration;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what runs on this machine, and why the rest does not. */
@Command(name = "doctor", mixinStandardHelpOptions = true, versionProvider = Version.class, //
        description = {"Says which backends run here, why the others do not, what they run on, and by which",
                "measured times auto chooses one."}, //
        footer = {"", "Examples:", "  alphafair doctor", "  alphafair doctor --calibrate"})
final class DoctorCommand implements Callable<Integer> {
    private static final int ROWS = 1 << 17;
    private static final long CHECK_NANOS = 1_500_000_000;

    /** The load average a processor from which on a calibration is doubtful. */
    private static final double BUSY = 0.5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--calibrate", description = "measure every backend here, in under a minute, and keep the times in the "
            + "user's cache folder for auto to choose by")
    private boolean calibrate;

    @Override
    public Integer call() {
        KnownJdkFaults.warning(Runtime.version(), collectors()).ifPresent(spec.commandLine().getErr()::println);
        if (calibrate) {
            calibrate(spec.commandLine().getOut());
            return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("alphafair   " + Version.number());
        out.println("Java        " + Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                + System.getProperty("java.home"));
        out.println("system      " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        out.println("JVM flags   " + (flags.isEmpty() ? "none" : String.join(" ", flags)));
        List<String> missing = JvmFlags.REQUIRED.stream().filter(flag -> !flags.contains(flag)).toList();
        if (!missing.isEmpty()) {
            out.println("            missing: " + String.join(" ", missing) + "; start with ./alphafair, or add them");
        }
        out.println();
        for (BackendProvider provider : Backends.all()) {
            describe(provider, out);
        }
        out.println();
        out.println("auto        " + crossovers(Crossovers.load(), Instant.now()));
        out.println("            " + CalibrationFile.ofThisUser());
        out.println();
        sanityCheck(out);
        return 0;
    }

    private static List<String> collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().map(MemoryManagerMXBean::getName).toList();
    }

    /** By which times auto chooses, and how old they are. */
    static String crossovers(Crossovers crossovers, Instant now) {
        return crossovers.calibration().map(calibration -> "chooses by the times measured here on "
                + calibration.date() + " (" + age(calibration, now) + ", JDK " + calibration.jdk() + ")"
                + (calibration.jdk().equals(Runtime.version().toString())
                        ? ""
                        : "; this JDK is another, 'alphafair doctor --calibrate' measures anew"))
                .orElseGet(() -> "chooses by the "
                        + crossovers.origin(Runtime.getRuntime().availableProcessors()));
    }

    private static String age(Calibration calibration, Instant now) {
        try {
            long days = Duration.between(Instant.parse(calibration.date()), now).toDays();
            return days < 1 ? "today" : days == 1 ? "1 day ago" : days + " days ago";
        } catch (DateTimeParseException e) {
            return "no date, so of unknown age";
        }
    }

    private static void calibrate(PrintWriter out) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        warnIfBusy(out);
        long start = System.nanoTime();
        Calibrator calibrator = new Calibrator(line -> {
            if (terminal) {
                out.print("\r\033[K" + line);
                out.flush();
            }
        });
        Calibration calibration = calibrator.run(Backends.available(), Version.number(),
                system().getFreeMemorySize() / 4);
        Path file = CalibrationFile.ofThisUser();
        try {
            CalibrationFile.write(file, calibration);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be written (" + e + "): expected a folder with room; "
                    + "-Dalphafair.crossovers=FILE names another", e);
        }
        out.print(
                (terminal ? "\r\033[K" : "") + CrossoverTable.of(calibration, Chooser.of(Crossovers.of(calibration))));
        if (calibrator.leftOut() > 0) {
            out.println(calibrator.leftOut() + " problems were left out: too large for the time or the free memory");
        }
        out.printf(Locale.ROOT, "measured in %.0f s; auto chooses by %s from now on%n",
                (System.nanoTime() - start) / 1e9, file);
    }

    /** What else runs takes threads from the backends that use several, and auto would believe the times. */
    private static void warnIfBusy(PrintWriter out) {
        double load = system().getSystemLoadAverage();
        if (load > BUSY * system().getAvailableProcessors()) {
            out.printf(Locale.ROOT, "the machine is busy (load average %.1f on %d processors): the times will be too "
                    + "long; better calibrate when it is idle%n", load, system().getAvailableProcessors());
        }
    }

    private static OperatingSystemMXBean system() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static void describe(BackendProvider provider, PrintWriter out) {
        Availability availability = provider.availability();
        out.printf(Locale.ROOT, "%-10s  %s%n", provider.name(), provider.summary());
        if (availability.available()) {
            try (Backend backend = Backends.open(provider.name())) {
                out.println("            runs here: " + backend.description());
                String missing = backend instanceof CudaBackend cuda ? cuda.device().info().sensors() : "";
                if (!missing.isEmpty()) {
                    out.println("            no temperature, energy or throttling: " + missing);
                }
            }
        } else {
            out.println("            cannot run here: " + availability.reason());
        }
    }

    /** The same small problem on every backend: equal answers, and the times' ratio to the plain loop's. */
    private static void sanityCheck(PrintWriter out) {
        out.println(
                "check       " + ROWS
                        + " x 1 uniform, 16 groups, the best in 1.5 s each; a sanity check, no benchmark");
        try (Items items = Problems.make(Shape.UNIFORM, ROWS, 1, 16, 1)) {
            BestItems expected = BestItems.forGroups(items.groupCount());
            double scalar = Double.NaN;
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = Backends.open(provider.name()); Prepared prepared = backend.prepare(items)) {
                    BestItems found = BestItems.forGroups(items.groupCount());
                    double nanos = bestNanos(prepared, found);
                    if (Double.isNaN(scalar)) {
                        scalar = nanos;
                        prepared.bestItems(expected);
                    }
                    out.printf(Locale.ROOT, "%-10s  %.3f ms, %.1fx, %s%n", backend.name(), nanos / 1e6,
                            scalar / nanos, found.equals(expected) ? "same answer" : "ANOTHER ANSWER: please report");
                }
            }
        }
    }

    /** Long enough for the JIT compiler: a vector loop that is not compiled yet takes a thousand times as long. */
    private static double bestNanos(Prepared prepared, BestItems into) {
        long end = System.nanoTime() + CHECK_NANOS;
        long best = Long.MAX_VALUE;
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            prepared.bestItems(into);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
