package io.alphafair.fuzz;

import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.report.ComparisonReport;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.report.Report;
import io.alphafair.file.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The readers of records: {@code environment.json} and, after a byte that is 0, {@code sessions.json}. What is read can be
 * reported and compared in every format; what is not is an {@link IOException} that names the file.
 */
public final class RecordTarget {
    private static final Path FOLDER = Scratch.file("record");
    private static final double THRESHOLD = 0.05;

    private RecordTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(RunFolder.ENVIRONMENT), Arrays.copyOf(data, end));
        Files.write(FOLDER.resolve(RunFolder.SESSIONS),
                Arrays.copyOfRange(data, Math.min(end + 1, data.length), data.length));
        Run run;
        try {
            run = RunFolder.read(FOLDER);
        } catch (IOException e) {
            Scratch.requireNames(e, FOLDER);
            return;
        }
        Report report = new Report(List.of(NamedRun.of(run)));
        requireShown(report.markdown());
        requireShown(report.csv());
        requireShown(report.html());
        Comparison.Side side = new Comparison.Side("run", run);
        Comparison comparison = Comparison.of(side, side, THRESHOLD, false);
        requireShown(ComparisonReport.text(comparison));
        requireShown(ComparisonReport.html(comparison));
        ComparisonReport.json(comparison);
    }

    private static void requireShown(String text) {
        Scratch.require(Visible.lines(text).equals(text), "a text with control characters");
    }

    /** Two files as the target takes them. */
    static byte[] joined(byte[] environment, byte[] sessions) {
        byte[] joined = Arrays.copyOf(environment, environment.length + 1 + sessions.length);
        System.arraycopy(sessions, 0, joined, environment.length + 1, sessions.length);
        return joined;
    }
}
