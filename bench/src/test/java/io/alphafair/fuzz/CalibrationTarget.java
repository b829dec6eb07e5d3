package io.alphafair.fuzz;

import io.alphafair.file.Visible;
import io.alphafair.select.Calibration;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Dimensions;
import io.alphafair.select.Host;
import io.alphafair.select.UnusableCalibrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The reader of calibrations: predictions that are positive, finite times, or an {@link UnusableCalibrationException}. */
public final class CalibrationTarget {
    private static final Path FILE = Scratch.file("input.properties");
    private static final Host HOST = new Host("Test CPU", 2);

    private CalibrationTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        Calibration calibration;
        try {
            calibration = CalibrationFile.read(FILE, HOST);
        } catch (UnusableCalibrationException e) {
            Scratch.require(Visible.text(e.getMessage()).equals(e.getMessage()), "the reason has control characters");
            return;
        }
        Crossovers crossovers = Crossovers.of(calibration);
        Scratch.require(Visible.text(crossovers.origin(2)).equals(crossovers.origin(2)),
                "the origin has control characters");
        for (Calibration.Series series : calibration.series()) {
            for (long n : new long[]{1, 1000, 1L << 40}) {
                for (int size : new int[]{1, 8, 4096}) {
                    Dimensions dimensions = new Dimensions(n, size, size, series.broadcast());
                    OptionalDouble nanos = crossovers.nanos(series.backend(), dimensions, 2);
                    Scratch.require(nanos.isEmpty() || nanos.getAsDouble() > 0 && Double.isFinite(nanos.getAsDouble()),
                            nanos + " ns for " + series.backend() + " and " + dimensions);
                }
            }
        }
    }

    public static List<byte[]> seeds() {
        String head = "schema=1\ncpu=Test CPU\nprocessors=2\njdk=25\nalphafair=0.1\ndate=2026-03-04T05:06:07Z\n";
        return Stream.of(head + "threads.a=1\ntime.a.full.uniform.t1.k2=1000:500 1000000:500000\n",
                head + "threads.p.q=2\ntime.p.q.broadcast.scaled.t8.k64=1:1\ntime.p.q.broadcast.scaled.t16.k4=9:9 10:7\n"
                        + "time.p.q.full.uniform.t1.k1=4611686018427387904:1 4611686018427387905:1\n",
                head + "threads.a=0\ntime.a.half.u.k1.t1=1000\n", head.replace("Test", "Other\\u001b"),
                head + "x=\\u12")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
