package io.alphafair.bench.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the gate said.
 *
 * @param reference the backend that defines right
 * @param rule what had to be equal
 * @param verdicts one for each backend on each workload
 * @param skipped the cells that have no time, and why
 */
public record Validation(String reference, String rule, List<Entry> verdicts, List<Skipped> skipped) {
    private static final String RULE = "in each fork, before anything is timed: every best ratio, winner, group size, "
            + "winner's benefit and cost and tie flag has the same bits, and so has the dense N x T output; a solver's welfare agrees to 1e-8";
    /** What a question adds to its workload: it does not change what the backend computes. */
    private static final Set<String> NOT_OF_THE_WORKLOAD = Set.of(Cell.BACKEND, "alpha", "alphas");

    /**
     * A backend on a workload.
     *
     * @param workload shape, sizes and, for a batch, the number of instances
     * @param forks how many JVMs checked it
     * @param reason one line; empty if it matched
     */
    public record Entry(String backend, Map<String, String> workload, Verdict verdict, int forks, String reason) {}

    /** A cell without a time. */
    public record Skipped(Cell cell, Verdict verdict, String reason) {}

    /** The verdicts that the results of a run's cells amount to: the worst of each backend on each workload. */
    static Validation of(List<CellResult> results) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Skipped> skipped = new ArrayList<>();
        for (CellResult result : results) {
            Map<String, String> workload = new LinkedHashMap<>(result.cell().params());
            workload.keySet().removeAll(NOT_OF_THE_WORKLOAD);
            Entry entry = new Entry(result.cell().backend(), workload, result.verdict(), forks(result),
                    result.reason());
            entries.merge(entry.backend() + new TreeMap<>(workload), entry, Validation::worse);
            if (result.verdict() != Verdict.MATCHED) {
                skipped.add(new Skipped(result.cell(), result.verdict(), result.reason()));
            }
        }
        return new Validation("scalar", RULE, List.copyOf(entries.values()), skipped);
    }

    private static int forks(CellResult result) {
        return result.verdict() == Verdict.MATCHED ? result.jmh().path("forks").asInt() : 0;
    }

    private static Entry worse(Entry first, Entry second) {
        Entry worse = second.verdict().compareTo(first.verdict()) > 0 ? second : first;
        return new Entry(worse.backend(), worse.workload(), worse.verdict(), first.forks() + second.forks(),
                worse.reason());
    }
}
