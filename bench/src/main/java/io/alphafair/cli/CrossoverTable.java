package io.alphafair.cli;

import io.alphafair.select.Calibration;
import io.alphafair.select.Calibration.Series;
import io.alphafair.select.Chooser;
import io.alphafair.select.Dimensions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** A calibration as people read it: which backend auto chooses up to which N x T. */
final class CrossoverTable {
    private record Row(boolean broadcast, int t, int k) {}

    private CrossoverTable() {
    }

    /**
     * A line for each T, K and kind of operands, with a line feed at its end.
     *
     * @param chooser that chooses by the calibration
     */
    static String of(Calibration calibration, Chooser chooser) {
        Map<Row, TreeSet<Long>> rows = new LinkedHashMap<>();
        calibration.series().stream()
                .sorted(Comparator.comparing(Series::broadcast).thenComparing(Series::t).thenComparing(Series::k))
                .forEach(series -> rows
                        .computeIfAbsent(new Row(series.broadcast(), series.t(), series.k()), row -> new TreeSet<>())
                        .addAll(series.nanosByElements().keySet()));
        StringBuilder text = new StringBuilder(
                String.format("%4s %6s  %-9s  %s%n", "T", "K", "operands", "what auto chooses by N x T"));
        rows.forEach((row, elements) -> {
            List<String> fastest = new ArrayList<>();
            for (long count : elements) {
                Dimensions dimensions = new Dimensions(count / row.t(), row.t(), row.k(), row.broadcast());
                fastest.add(chooser.choose(dimensions, calibration.host().processors()).provider().name());
            }
            text.append(String.format(Locale.ROOT, "%4d %6d  %-9s  %s%n", row.t(), row.k(),
                    row.broadcast() ? "broadcast" : "full", runs(new ArrayList<>(elements), fastest)));
        });
        return text.toString();
    }

    /** As in {@code scalar to 100, simd to 50,000, forkjoin to 10,000,000}. */
    private static String runs(List<Long> elements, List<String> fastest) {
        List<String> runs = new ArrayList<>();
        for (int place = 0; place < fastest.size(); place++) {
            if (place + 1 == fastest.size() || !fastest.get(place).equals(fastest.get(place + 1))) {
                runs.add(String.format(Locale.ROOT, "%s to %,d", fastest.get(place), elements.get(place)));
            }
        }
        return String.join(", ", runs);
    }
}
