package io.alphafair.cli;

import com.sun.management.OperatingSystemMXBean;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.run.Progress;
import io.alphafair.bench.subject.Calibrator;
import io.alphafair.select.Backends;
import io.alphafair.select.Calibration;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code doctor --calibrate}: measures what {@code auto} chooses by, and keeps it. */
final class Calibrating {
    /** The load average per processor from which on a calibration is doubtful. */
    private static final double BUSY = 0.5;
    /** A problem may take this part of the free memory. */
    private static final int MEMORY_SHARE = 4;

    private Calibrating() {
    }

    /**
     * Measures.
     *
     * @return the exit code
     * @throws InvalidInputException if the file cannot be written
     */
    static int run(PrintWriter out, PrintWriter err) {
        Progress progress = new Progress(out, Main.isTerminal());
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        warnIfBusy(system, out);
        long start = System.nanoTime();
        Calibrator calibrator = new Calibrator(progress::passing);
        List<Id> backends = Backends.available().stream().map(provider -> Id.parse(provider.name())).toList();
        Calibration calibration;
        try {
            calibration = calibrator.run(backends, Version.number(), system.getFreeMemorySize() / MEMORY_SHARE);
        } catch (IllegalStateException e) {
            err.println("error: " + e.getMessage() + "; nothing was kept");
            return Main.WRONG;
        }
        Path file = CalibrationFile.ofThisUser();
        try {
            CalibrationFile.write(file, calibration);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be written (" + e + "): expected a folder with room; "
                    + "-Dalphafair.crossovers=FILE names another", e);
        }
        progress.end();
        out.print(CrossoverTable.of(calibration, Chooser.of(Crossovers.of(calibration))));
        if (calibrator.leftOut() > 0) {
            out.println("problems left out, because the time or the free memory is too small for them: "
                    + calibrator.leftOut());
        }
        out.printf(Locale.ROOT, "measured in %.0f s; from now on auto chooses by %s%n",
                (System.nanoTime() - start) / 1e9, file);
        return 0;
    }

    /** Other programs take processors from the backends that use several threads. */
    private static void warnIfBusy(OperatingSystemMXBean system, PrintWriter out) {
        double load = system.getSystemLoadAverage();
        if (load > BUSY * system.getAvailableProcessors()) {
            out.printf(Locale.ROOT,
                    "the machine is busy (load average %.1f on %d processors), so the times will be too "
                            + "long: calibrate when it is idle%n",
                    load, system.getAvailableProcessors());
        }
    }
}
