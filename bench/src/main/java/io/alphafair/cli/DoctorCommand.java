package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Summary;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.subject.BackendSubject;
import io.alphafair.contract.ContractViolationException;
import io.alphafair.file.Visible;
import io.alphafair.select.Backends;
import io.alphafair.select.Calibration;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Crossovers;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what runs on this machine, and why the rest does not. */
@Command(name = "doctor", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
        "Says which backends run here, checks them, and says why the others do not run.",
        "It also says what the backends run on, and by which measured times auto chooses one. Each backend that",
        "runs here is checked against the library's contract.", ""}, footer = {"",
                "Examples:", "  alphafair doctor", "  alphafair doctor --calibrate", "",
                "Exit codes: 0 done; 1 a backend gave a wrong answer or failed; 2 bad usage."})
final class DoctorCommand implements Callable<Integer> {
    private static final int PROBLEMS = 300;
    private static final Problem CHECKED = Problem.of("uniform", 1 << 17, 1, 16);
    private static final int SETTLE_MILLIS = 3000;
    private static final Schedule SHORT = new Schedule(new Turn.Burst(2_000_000, SETTLE_MILLIS), Place.HERE, 9, 99,
            200);

    @Spec
    private CommandSpec spec;

    @Option(names = "--calibrate", description = "Measure every backend here, which takes about three minutes, and keep the "
            + "times in the user's cache folder. From then on auto chooses by them.")
    private boolean calibrate;

    @Override
    public Integer call() {
        KnownJdkFaults.warning().ifPresent(spec.commandLine().getErr()::println);
        PrintWriter out = spec.commandLine().getOut();
        if (calibrate) {
            return Calibrating.run(out, spec.commandLine().getErr());
        }
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
        boolean right = true;
        List<Id> run = new ArrayList<>();
        for (BackendProvider provider : Backends.all()) {
            out.printf(Locale.ROOT, "%-10s  %s%n", provider.name(), provider.summary());
            right &= describe(provider, run, out);
            out.flush();
        }
        out.println();
        out.println("auto        " + Visible.text(crossovers(Crossovers.load(), Instant.now())));
        out.println("            " + calibrationFile());
        out.println();
        return sanityCheck(run, out) && right ? 0 : Main.WRONG;
    }

    private static String calibrationFile() {
        try {
            return CalibrationFile.ofThisUser().toString();
        } catch (InvalidInputException e) {
            return "no calibration can be kept: " + e.getMessage();
        }
    }

    /** By which times auto chooses, and how old they are. */
    static String crossovers(Crossovers crossovers, Instant now) {
        return crossovers.calibration().map(calibration -> "chooses by the times measured here on "
                + calibration.date() + " (" + age(calibration, now) + ", JDK " + calibration.jdk() + ")"
                + (calibration.jdk().equals(Runtime.version().toString())
                        ? ""
                        : "; this is another JDK, 'alphafair doctor --calibrate' measures again"))
                .orElseGet(() -> "chooses by the "
                        + crossovers.origin(Runtime.getRuntime().availableProcessors()));
    }

    private static String age(Calibration calibration, Instant now) {
        try {
            long days = Duration.between(Instant.parse(calibration.date()), now).toDays();
            return days < 1 ? "today" : days == 1 ? "1 day ago" : days + " days ago";
        } catch (DateTimeParseException e) {
            return "without a date";
        }
    }

    /**
     * What a backend is, and whether it keeps the contract; if it does, it is added to those that run here.
     *
     * @return whether nothing was wrong; a backend that cannot run here is not wrong
     */
    private static boolean describe(BackendProvider provider, List<Id> run, PrintWriter out) {
        Availability availability = provider.availability();
        String reason = availability.reason();
        boolean opened = false;
        if (availability.available()) {
            try (Backend backend = Backends.open(provider.name())) {
                opened = true;
                out.println("            runs here: " + backend.description());
                out.println("            " + InThisJvm.checkContract(backend, PROBLEMS, () -> true));
                run.add(Id.parse(provider.name()));
                return true;
            } catch (ContractViolationException e) {
                out.println("            WRONG ANSWER, please report it: " + e.getMessage());
                return false;
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                // The other backends are still described.
                reason = Main.oneLine(e);
            }
        }
        out.println("            " + (opened ? "FAILED, please report it: " : "cannot run here: ") + reason);
        return !opened;
    }

    /**
     * The same problem on every backend, by turns.
     *
     * @return whether all answers are right and none is missing
     */
    private static boolean sanityCheck(List<Id> backends, PrintWriter out) {
        out.println("check       " + CHECKED + ", by turns, after the operation has settled; this is no benchmark");
        Session session = InThisJvm.takeTurns(CHECKED, backends, SHORT);
        Optional<Summary> reference = session.find(BackendSubject.reference()).flatMap(own -> own.of(Metric.TIME));
        for (Series series : session.series()) {
            out.printf(Locale.ROOT, "%-10s  %s%n", series.subject(), outcome(series, reference));
        }
        if (!session.reason().isEmpty()) {
            out.println("            " + session.reason());
        }
        return session.faults().isEmpty();
    }

    private static String outcome(Series series, Optional<Summary> reference) {
        if (series.verdict() != Verdict.MATCHED) {
            return series.verdict().text() + ": " + series.reason();
        }
        return series.of(Metric.TIME).map(time -> String.format(Locale.ROOT, "%.3f ms", time.median() / 1e6)
                + reference.map(
                        other -> String.format(Locale.ROOT, ", %.1f times as fast as %s",
                                other.median() / time.median(),
                                BackendSubject.reference()))
                        .filter(text -> !series.subject().equals(BackendSubject.reference())).orElse(""))
                .orElseGet(() -> "no time: " + series.unsettled().stream().findFirst().orElse("left out"));
    }
}
