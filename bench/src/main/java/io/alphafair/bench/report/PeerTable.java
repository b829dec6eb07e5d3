package io.alphafair.bench.report;

import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.Peers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people use, beside the backends, as Markdown. */
final class PeerTable {
    private static final String NOTHING = "–";

    private PeerTable() {
    }

    /** The section; empty if nobody asked for peers. */
    static String of(Peers peers) {
        if (peers.equals(Peers.NONE)) {
            return "";
        }
        StringBuilder out = new StringBuilder("\n## Peers\n\nThe group argmax with what people use, on the same bytes. "
                + "Each arm is a process of its own; they take turns of ").append(peers.burstMillis())
                .append(" ms, and the last answer of every turn had scalar's ratios, bit for bit, and its winners where "
                        + "they are unique.\n\n- ")
                .append(versions(peers))
                .append("\n- times are medians of the turns; x: the median of peer's time / backend's time of neighbouring "
                        + "turns, with its 95 % confidence interval\n\n");
        out.append("| shape | N | T | K | peer | how | threads | its time | backend | threads | its time | x |\n");
        out.append("|---|--:|--:|--:|---|---|--:|--:|---|--:|--:|--:|\n");
        for (Peers.Row row : peers.rows()) {
            lines(row).forEach(line -> out.append("| ").append(line).append(" |\n"));
        }
        return out.toString();
    }

    private static String versions(Peers peers) {
        Map<String, String> versions = new TreeMap<>();
        peers.rows().forEach(row -> versions.putAll(row.versions()));
        return versions.isEmpty()
                ? "no peer could be measured"
                : versions.entrySet().stream().map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Stream<String> lines(Peers.Row row) {
        String start = Stream.concat(Stream.of(row.workload().getOrDefault("shape", NOTHING)),
                Stream.of("n", "t", "k").map(size -> Quantity.count(Long.parseLong(row.workload().get(size)))))
                .collect(Collectors.joining(" | "));
        String peer = start + " | " + MarkdownTable.escape(row.peer()) + " | " + MarkdownTable.escape(row.summary());
        if (row.against().isEmpty()) {
            String reason = row.reason().isEmpty()
                    ? "no backend to compare with"
                    : row.verdict().text() + ": " + row.reason();
            return Stream.of(String.join(" | ",
                    List.of(peer, NOTHING, MarkdownTable.escape(reason), NOTHING, NOTHING, NOTHING, NOTHING)));
        }
        return row.against().stream().map(against -> String.join(" | ",
                List.of(peer, Integer.toString(row.threads()), time(against.peerNanos()), against.backend(),
                        Integer.toString(against.threads()), time(against.backendNanos()),
                        Quantity.significant(against.ratio()) + " [" + Quantity.significant(against.low()) + ", "
                                + Quantity.significant(against.high()) + "]")));
    }

    private static String time(List<Double> nanos) {
        return Quantity.time(MedianInterval.medianOf(nanos.stream().mapToDouble(Double::doubleValue).toArray()),
                Double.NaN);
    }
}
