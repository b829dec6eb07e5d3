package io.alphafair.bench.report;

import io.alphafair.bench.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which backend is the fastest at the group argmax, over N x T and K.
 *
 * @param name shape and T
 * @param source how the times were taken
 * @param elements the columns' N x T, ascending
 * @param rows K to its cells, which are null where nothing was measured
 */
record CrossoverMap(String name, String source, List<Long> elements, Map<Long, List<Best>> rows) {
    /** Backends whose times differ by less are level. */
    private static final double LEVEL = 1.05;

    /**
     * The winner of a cell.
     *
     * @param ahead how many times as long the second takes
     */
    record Best(String backend, double nanos, String second, double ahead) {
        boolean isLevel() {
            return ahead < LEVEL;
        }
    }

    /** The maps of a run: of auto's grid, where every backend takes turns, else of the cells. */
    static List<CrossoverMap> of(ReportModel model, int run) {
        Map<String, Map<Long, Map<Long, Map<String, Double>>>> maps = new LinkedHashMap<>();
        var auto = model.runs().get(run).record().auto().filter(report -> !report.cells().isEmpty());
        auto.ifPresent(report -> report.cells().forEach(cell -> cell.nanos().forEach((backend, nanos) -> put(maps,
                model.on(run, cell.shape() + ", T = " + cell.t()), cell.k(), (long) cell.n() * cell.t(), backend,
                nanos))));
        if (auto.isEmpty()) {
            model.measured().filter(cell -> cell.run() == run
                    && cell.question().filter(Question.BEST_ITEMS::equals).isPresent())
                    .forEach(cell -> put(maps, model.on(run, cell.shape() + ", T = " + cell.t()), cell.k(),
                            cell.elements(), cell.cell().backend(), cell.nanos()));
        }
        String source = auto.isPresent() ? "taking turns, on auto's grid" : "each backend alone, by JMH";
        List<CrossoverMap> found = new ArrayList<>();
        maps.forEach((name, byGroups) -> found.add(map(name, source, byGroups)));
        return found.stream().filter(map -> map.rows().values().stream()
                .anyMatch(row -> row.stream().anyMatch(best -> best != null))).toList();
    }

    private static void put(Map<String, Map<Long, Map<Long, Map<String, Double>>>> maps, String name, long groups,
            long elements, String backend, double nanos) {
        maps.computeIfAbsent(name, key -> new TreeMap<>()).computeIfAbsent(groups, key -> new TreeMap<>())
                .computeIfAbsent(elements, key -> new LinkedHashMap<>()).put(backend, nanos);
    }

    private static CrossoverMap map(String name, String source, Map<Long, Map<Long, Map<String, Double>>> byGroups) {
        TreeSet<Long> elements = new TreeSet<>();
        byGroups.values().forEach(row -> elements.addAll(row.keySet()));
        Map<Long, List<Best>> rows = new TreeMap<>();
        byGroups.forEach((groups, row) -> {
            List<Best> cells = new ArrayList<>();
            elements.forEach(size -> cells.add(best(row.getOrDefault(size, Map.of()))));
            rows.put(groups, cells);
        });
        return new CrossoverMap(name, source, List.copyOf(elements), rows);
    }

    /** Null with fewer than two backends. */
    private static Best best(Map<String, Double> nanos) {
        List<Map.Entry<String, Double>> order = nanos.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        return order.size() < 2
                ? null
                : new Best(order.get(0).getKey(), order.get(0).getValue(), order.get(1).getKey(),
                        order.get(1).getValue() / order.get(0).getValue());
    }
}
