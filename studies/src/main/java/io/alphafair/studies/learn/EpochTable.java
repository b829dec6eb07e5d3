package io.alphafair.studies.learn;

import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.List;

/** {@link EpochTimes} as a table. */
final class EpochTable {
    private static final double MILLIS = 1e3;

    private EpochTable() {
    }

    /** Adds the table, and a sentence for each backend that cannot run here. */
    static void add(StudyReport report, List<EpochTimes.Row> times) {
        TextTable table = new TextTable("Milliseconds per epoch, median", "backend", "two-stage", "end-to-end, vjp",
                "smoothed", "SPO+", "finite differences", "vjp / two-stage", "finite differences / vjp");
        for (EpochTimes.Row row : times) {
            if (row.reason() != null) {
                table.row(row.backend(), "-", "-", "-", "-", "-", "-", "-");
                report.say(row.backend() + " cannot run here: " + row.reason());
            } else {
                table.row(row.backend(), milliseconds(row.twoStage()), milliseconds(row.exact()),
                        milliseconds(row.smoothed()), milliseconds(row.spoPlus()),
                        milliseconds(row.byFiniteDifferences()), Formats.number("%.2f", row.exactOverTwoStage()),
                        orNone("%.0f", row.finiteDifferencesOverExact()));
            }
        }
        report.table(table).number("secondsPerEpoch", times);
    }

    private static String milliseconds(double seconds) {
        return orNone("%.2f", MILLIS * seconds);
    }

    /** What was not measured is a dash. */
    private static String orNone(String format, double value) {
        return Double.isNaN(value) ? "-" : Formats.number(format, value);
    }
}
