package io.alphafair.bench.report;

import io.alphafair.bench.record.RaceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The races of a record as Markdown: a row an arm. */
final class RaceTable {
    private static final String NOTHING = "–";

    private RaceTable() {
    }

    /** Empty if nothing was raced. */
    static String of(List<RaceResult> races) {
        if (races.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder(
                """

                        ## Races

                        The arms of a problem take turns in one JVM, every few milliseconds. A percentage or ratio is the median of the
                        rounds' paired ratios, with its 95 % confidence interval; a ceiling reads or writes the same bytes (labels
                        included, read or not) and does nothing else. ceiling-1 and native-1 are one thread, -all a thread a processor.

                        | race | shape | N | T | K | arm | time a call | GB/s | % of ceiling | x native | x simd | rounds | |
                        |---|---|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|---|
                        """);
        for (RaceResult race : races) {
            if (race.arms().isEmpty()) {
                line(out, race, "", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, race.reason());
            }
            for (RaceResult.Arm arm : race.arms()) {
                arm(out, race, arm);
            }
        }
        return out.toString();
    }

    private static void arm(StringBuilder out, RaceResult race, RaceResult.Arm arm) {
        if (!arm.reason().isEmpty()) {
            line(out, race, arm.name(), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING,
                    "not available: " + arm.reason());
            return;
        }
        line(out, race, arm.name(), Quantity.time(arm.nanos(), Double.NaN),
                Quantity.significant(arm.gigabytesASecond()), paired(race, arm, "ceiling-", 100, "%.1f"),
                paired(race, arm, "native-", 1, "%.3f"), paired(race, arm, "simd", 1, "%.3f"),
                String.valueOf(arm.bursts().size()), arm.what());
    }

    private static void line(StringBuilder out, RaceResult race, String... columns) {
        Map<String, String> params = race.race().params();
        List<String> all = new ArrayList<>(List.of(race.race().label(), params.get("shape")));
        for (String size : List.of("n", "t", "k")) {
            all.add(Quantity.count(Long.parseLong(params.get(size))));
        }
        for (String column : columns) {
            all.add(column.replace("|", "\\|").replace("<", "&lt;"));
        }
        out.append("| ").append(String.join(" | ", all)).append(" |\n");
    }

    private static String paired(RaceResult race, RaceResult.Arm arm, String to, int scale, String format) {
        Optional<RaceResult.Paired> found = race.paired().stream()
                .filter(paired -> paired.arm().equals(arm.name()) && paired.to().startsWith(to)).findFirst();
        return found.map(paired -> String.format(Locale.ROOT, format + " [" + format + ", " + format + "]",
                scale * paired.ratio(), scale * paired.low(), scale * paired.high())).orElse(NOTHING);
    }
}
