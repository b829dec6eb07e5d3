package io.alphafair.bench.report;

import io.alphafair.bench.Question;
import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run says, in words: each finding a headline and a sentence with its evidence. */
final class Findings {
    /** Of problems of one size, the one with about so many groups speaks for them. */
    private static final double TYPICAL_GROUPS = 64;
    /** The headline of what the GPU does, or why it does not. */
    static final String GPU = "GPU";

    /** A headline, as {@code Fastest at large sizes}, and what was found. */
    record Finding(String headline, String text) {}

    private final ReportModel model;
    private final int run;
    private final RunRecord record;
    private final List<Finding> found = new ArrayList<>();

    private Findings(ReportModel model, int run) {
        this.model = model;
        this.run = run;
        record = model.runs().get(run).record();
    }

    /** The findings of one of a page's runs. */
    static List<Finding> of(ReportModel model, int run) {
        Findings findings = new Findings(model, run);
        findings.fastest();
        findings.limit();
        findings.peers();
        findings.auto();
        findings.gpu();
        findings.validation();
        findings.certainty();
        findings.flaws();
        return List.copyOf(findings.found);
    }

    private void say(String headline, String format, Object... arguments) {
        found.add(new Finding(headline, String.format(Locale.ROOT, format, arguments)));
    }

    private void fastest() {
        List<Caches.Cache> caches = Caches.of(record.environment().machine());
        boolean known = caches.stream().anyMatch(cache -> cache.level() == 2);
        long small = caches.stream().filter(cache -> cache.level() == 2).mapToLong(Caches.Cache::bytes).findFirst()
                .orElse(1L << 20);
        long large = !known ? 32L << 20 : Math.max(small, caches.getLast().bytes());
        fastest("Fastest, small", 0, small, known ? "fits the second-level cache" : "up to 1 MiB, caches not known");
        fastest("Fastest, medium", small, large,
                known ? "fits the last-level cache" : "up to 32 MiB, caches not known");
        fastest("Fastest, large", large, Long.MAX_VALUE,
                known ? "larger than every cache" : "above 32 MiB, caches not known");
    }

    /** Of the problems between these sizes, the largest that most backends have done. */
    private void fastest(String headline, long above, long upTo, String where) {
        Map<String, List<CellView>> problems = model.measured().filter(cell -> cell.run() == run
                && cell.question().filter(Question.BEST_ITEMS::equals).isPresent() && cell.shape().equals("uniform")
                && cell.bytes() > above && cell.bytes() <= upTo)
                .collect(Collectors.groupingBy(CellView::problemText, LinkedHashMap::new, Collectors.toList()));
        Optional<List<CellView>> chosen = problems.values().stream().filter(cells -> cells.size() > 1)
                .max(Comparator.comparingInt((List<CellView> cells) -> cells.size())
                        .thenComparingLong(cells -> cells.getFirst().elements())
                        .thenComparingDouble(cells -> -Math.abs(Math.log(cells.getFirst().k() / TYPICAL_GROUPS))));
        if (chosen.isEmpty()) {
            fastestOnGrid(headline, above, upTo, where);
            return;
        }
        List<CellView> order = chosen.get().stream().sorted(Comparator.comparingDouble(CellView::nanos)).toList();
        CellView first = order.get(0);
        CellView second = order.get(1);
        boolean sure = !first.timing().orElseThrow().median().overlaps(second.timing().orElseThrow().median());
        say(headline, sure
                ? "%s, %s a call: %s times as fast as %s (%s). On %s (%s, %s)."
                : "%s, %s a call, and %4$s (%5$s) are level within the noise. On %6$s (%7$s, %8$s).",
                first.cell().backend(), Quantity.time(first.nanos(), Double.NaN),
                Quantity.significant(second.nanos() / first.nanos()), second.cell().backend(),
                Quantity.time(second.nanos(), Double.NaN), first.problemText(), Quantity.bytes(first.bytes()), where);
    }

    /** The same of auto's grid, for runs whose cells leave it open. */
    private void fastestOnGrid(String headline, long above, long upTo, String where) {
        Optional<RegretReport.Cell> chosen = record.auto().map(RegretReport::cells).orElse(List.of()).stream()
                .filter(cell -> cell.shape().equals("uniform") && cell.nanos().size() > 1 && bytes(cell) > above
                        && bytes(cell) <= upTo)
                .max(Comparator.comparingLong((RegretReport.Cell cell) -> bytes(cell))
                        .thenComparingDouble(cell -> -Math.abs(Math.log(cell.k() / TYPICAL_GROUPS))));
        chosen.ifPresentOrElse(cell -> {
            List<Map.Entry<String, Double>> order = cell.nanos().entrySet().stream()
                    .sorted(Map.Entry.comparingByValue()).toList();
            double first = order.get(0).getValue();
            double second = order.get(1).getValue();
            say(headline, "%s, %s a call: %s times as fast as %s (%s), in turns on auto's grid. On %s (%s, %s).",
                    order.get(0).getKey(), Quantity.time(first, Double.NaN), Quantity.significant(second / first),
                    order.get(1).getKey(), Quantity.time(second, Double.NaN),
                    new Sizes(cell.shape(), cell.n(), cell.t(), cell.k()).text(), Quantity.bytes(bytes(cell)), where);
        }, () -> say(headline, "No problem of this size (%s) was measured with two backends.", where));
    }

    private static long bytes(RegretReport.Cell cell) {
        return Question.BEST_ITEMS.bytes(cell.n(), cell.t());
    }

    /** The races of the largest problems: what is left between the backends and the machine. */
    private void limit() {
        for (String kind : List.of("read", "write")) {
            List<RaceResult> races = record.races().stream()
                    .filter(race -> race.race().label().equals(kind) && !race.paired().isEmpty()).toList();
            races.stream().max(Comparator.comparingLong(Findings::bytes)).ifPresent(race -> {
                String arms = race.paired().stream().filter(pair -> pair.to().startsWith("ceiling-")
                        && !pair.arm().startsWith("native") && !pair.arm().startsWith("scalar"))
                        .map(pair -> String.format(Locale.ROOT, "%s %.1f %% [%.1f, %.1f] of what %s %s", pair.arm(),
                                100 * pair.ratio(), 100 * pair.low(), 100 * pair.high(),
                                pair.to().equals("ceiling-1") ? "one thread" : "all threads",
                                kind.equals("read") ? "can read" : "can write"))
                        .collect(Collectors.joining("; "));
                if (!arms.isEmpty()) {
                    say(kind.equals("read") ? "Near the read ceiling" : "Near the write ceiling", "%s; on %s (%s).",
                            arms, Sizes.of(race).text(), Quantity.bytes(bytes(race)));
                }
            });
        }
        if (record.races().isEmpty()) {
            say("Near the limit", "Not known: this run has no races, which measure the machine's ceilings.");
        }
    }

    private static long bytes(RaceResult race) {
        return race.arms().stream().mapToLong(RaceResult.Arm::bytes).max().orElse(0);
    }

    private void peers() {
        Map<String, List<Peers.Against>> byPeer = new LinkedHashMap<>();
        record.peers().rows().forEach(row -> row.against().stream()
                .min(Comparator.comparingDouble((Peers.Against against) -> -against.ratio()))
                .ifPresent(best -> byPeer.computeIfAbsent(row.peer(), peer -> new ArrayList<>()).add(best)));
        if (!byPeer.isEmpty()) {
            say("Against what people use", "The better backend is %s.", byPeer.entrySet().stream()
                    .map(peer -> String.format(Locale.ROOT, "%s times as fast as %s", range(peer.getValue()),
                            peer.getKey()))
                    .collect(Collectors.joining("; ")));
        }
    }

    private static String range(List<Peers.Against> rows) {
        double least = rows.stream().mapToDouble(Peers.Against::ratio).min().orElseThrow();
        double most = rows.stream().mapToDouble(Peers.Against::ratio).max().orElseThrow();
        return Quantity.significant(least) + (rows.size() == 1 ? "" : " to " + Quantity.significant(most));
    }

    private void auto() {
        record.auto().ifPresent(
                report -> say("auto's choices", "%s.", RegretTable.summary(report).replaceFirst("^auto: ", "")));
    }

    private void gpu() {
        if (record.gpu().isPresent()) {
            say(GPU, "%s", GpuFindings.verdict(record.gpu().get()));
            return;
        }
        List<BackendInfo> devices = record.environment().backends().stream().filter(Gpu::isDevice).toList();
        if (devices.isEmpty()) {
            say(GPU, "Not compared: %s.", Gpu.NO_BACKEND);
        }
        for (BackendInfo device : devices) {
            if (device.available()) {
                Gpu.payoff(model, run, device.name())
                        .ifPresentOrElse(text -> say(GPU, "%s", text),
                                () -> say(GPU, "%s ran (%s), but no size was measured beside a CPU backend.",
                                        device.name(), device.description()));
            } else {
                say(GPU, "%s did not run here: %s.", device.name(), device.reason());
            }
        }
    }

    private void validation() {
        long wrong = count(Verdict.MISMATCHED);
        long failed = count(Verdict.FAILED);
        say("Right answers",
                "%d cells were measured after their answer had %s's bits in the same JVM, a solver's its welfare to 1e-8; %s%s.",
                record.jmh().size(), record.validation().reference(),
                wrong == 0 ? "none did not match" : wrong + " did not match and have no time",
                failed == 0 ? "" : ", " + failed + " failed");
    }

    private long count(Verdict verdict) {
        return record.validation().skipped().stream().filter(skipped -> skipped.verdict() == verdict).count();
    }

    private void flaws() {
        model.runs().get(run).errata().forEach((file, flaw) -> say("What is wrong with " + file, "%s", flaw));
    }

    private void certainty() {
        List<CellView.Timing> timings = model.measured().filter(cell -> cell.run() == run)
                .map(cell -> cell.timing().orElseThrow()).toList();
        if (timings.isEmpty()) {
            return;
        }
        int forks = timings.stream().mapToInt(time -> time.samples().count()).min().orElseThrow();
        long unsteady = timings.stream().filter(CellView.Timing::isUnsteady).count();
        say("How sure",
                "%d forks a cell%s; %d of %d cells are unsteady (an interval beyond a quarter of the median)%s.",
                forks,
                forks < Judge.ENOUGH_FORKS
                        ? ": enough to read, too few to compare runs with (that takes " + Judge.ENOUGH_FORKS + ")"
                        : "",
                unsteady, timings.size(),
                record.environment().machine().virtualMachine()
                        ? "; the machine is virtual, and others may share it"
                        : "");
    }
}
