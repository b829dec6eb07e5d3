package io.alphafair.bench.report;

import io.alphafair.bench.report.Chart.Facet;
import io.alphafair.bench.report.Chart.Mark;
import io.alphafair.bench.report.Chart.Point;
import io.alphafair.bench.report.Chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects bars into the facets of a bar chart; a facet with many categories becomes several. */
final class Bars {
    /** A facet of more categories becomes several. */
    static final int MOST_CATEGORIES = 24;

    private record Bar(String category, String series, int run, double value, Double low, Double high, String note) {}

    private final Map<String, List<Bar>> byFacet = new LinkedHashMap<>();

    void add(String facet, String category, String series, int run, double value, Double low, Double high,
            String note) {
        byFacet.computeIfAbsent(facet, name -> new ArrayList<>())
                .add(new Bar(category, series, run, value, low, high, note));
    }

    /** How many bars a facet has. */
    int count(String facet) {
        return byFacet.getOrDefault(facet, List.of()).size();
    }

    /** The facets, each of them of one machine, with these lines across. */
    List<Facet> facets(ReportModel model, int run, Mark... marks) {
        return facets().stream().map(facet -> new Facet(model.on(run, facet.name()), facet.categories(), facet.series(),
                List.of(marks))).toList();
    }

    /** The facets. */
    List<Facet> facets() {
        List<Facet> facets = new ArrayList<>();
        byFacet.forEach((name, bars) -> {
            List<String> categories = bars.stream().map(Bar::category).distinct().toList();
            for (int from = 0; from < categories.size(); from += MOST_CATEGORIES) {
                int to = Math.min(categories.size(), from + MOST_CATEGORIES);
                String part = categories.size() > MOST_CATEGORIES
                        ? name + ", rows " + (from + 1) + " to " + to
                        : name;
                facets.add(facet(part, bars, categories.subList(from, to)));
            }
        });
        return facets;
    }

    private static Facet facet(String name, List<Bar> bars, List<String> categories) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        Map<String, Integer> runs = new LinkedHashMap<>();
        for (Bar bar : bars) {
            int place = categories.indexOf(bar.category());
            if (place >= 0) {
                series.computeIfAbsent(bar.series(), key -> new ArrayList<>())
                        .add(new Point(place, bar.value(), bar.low(), bar.high(), bar.note()));
                runs.put(bar.series(), bar.run());
            }
        }
        return new Facet(name, categories,
                series.entrySet().stream()
                        .map(line -> new Series(line.getKey(), line.getKey(), runs.get(line.getKey()), line.getValue()))
                        .toList(),
                List.of());
    }
}
