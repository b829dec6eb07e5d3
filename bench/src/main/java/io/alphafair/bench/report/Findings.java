package io.alphafair.bench.report;

import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Summaries;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Summary;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.Crossovers.Crossover;
import io.alphafair.bench.report.Regret.Pick;
import io.alphafair.bench.report.Report.Finding;
import io.alphafair.bench.report.Sessions.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run says, in sentences. A sentence says that one subject is faster only where enough forks or rounds count and the
 * interval of the ratio excludes 1.
 */
final class Findings {
    private final Run run;
    private final List<Finding> found = new ArrayList<>();

    private Findings(Run run) {
        this.run = run;
    }

    /** The most important first. */
    static List<Finding> of(NamedRun named) {
        Findings findings = new Findings(named.run());
        findings.say("Which backend", Recommendation.of(named.run()).text());
        findings.limit(false, "Share of the read ceiling");
        findings.limit(true, "Share of the write ceiling");
        findings.peers();
        findings.coldStart();
        findings.auto();
        findings.gpu();
        findings.answers();
        findings.certainty();
        findings.absent();
        named.errata().forEach((part, flaw) -> findings.say("What is wrong with " + part, flaw));
        return List.copyOf(findings.found);
    }

    private void say(String headline, String text) {
        if (!text.isBlank()) {
            found.add(new Finding(headline, text.strip()));
        }
    }

    /** How the faster of two compares with the other, or that it cannot be told. */
    private static String comparison(Session session, Series first, Series second) {
        String one = first.subject() + " (" + Unit.NANOS.text(Sessions.nanos(first)) + " per call)";
        String other = second.subject() + " (" + Unit.NANOS.text(Sessions.nanos(second)) + ")";
        String unknown = "This run cannot tell whether " + one + " or " + other + " is faster: ";
        Optional<Ratio> ratio = Sessions.ratio(session, first, second);
        boolean forks = session.how().turn() instanceof Turn.JmhFork;
        if (ratio.filter(found -> Sessions.isEnough(session, found)).isEmpty()) {
            return unknown + "it has "
                    + count(ratio.map(Ratio::pairs).orElse(0), forks ? "fork" : "common round") + ", and "
                    + (forks ? Judge.ENOUGH_FORKS : Schedule.FEWEST_ROUNDS)
                    + (forks
                            ? " are needed. Run alphafair bench --profile standard, which measures more forks."
                            : " are needed. Run alphafair bench --profile quick, which takes more rounds.");
        }
        String value = Unit.SPEEDUP.text(ratio.get().value(), ratio.get().low(), ratio.get().high());
        return Sessions.isFaster(session, ratio.get())
                ? one + " is " + value + " times as fast as " + other + ", in " + ratio.get().pairs()
                        + (forks ? " forks each." : " common rounds.")
                : unknown + "the ratio of their times is " + value + ", and its interval does not lie above 1.";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The share of the ceiling that the backends reach in the race of the largest problem. */
    private void limit(boolean writes, String headline) {
        Sessions.of(run, Kind.RACES).stream()
                .filter(session -> Question.of(session.question()).filter(asked -> asked.writes() == writes)
                        .isPresent() && !shares(session).isEmpty())
                .max(Comparator.comparingLong(Session::leastBytes)).ifPresent(session -> say(headline, shares(session)
                        + ". Question: " + session.question() + ". Problem: " + session.problem() + " ("
                        + Unit.BYTES.text(session.leastBytes()) + ")."));
    }

    private static String shares(Session session) {
        return Sessions.measured(session, Role.BACKEND).filter(series -> !series.subject().equals(Sessions.REFERENCE))
                .flatMap(series -> Sessions.ceiling(session, series, Metric.TIME).stream())
                .filter(ratio -> Sessions.isEnough(session, ratio))
                .map(ratio -> ratio.subject() + " reaches "
                        + Unit.PERCENT.text(100 * ratio.value(), 100 * ratio.low(), 100 * ratio.high()) + " of "
                        + ratio.against())
                .collect(Collectors.joining("; "));
    }

    private void peers() {
        Map<String, List<Double>> decided = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (Session session : Sessions.of(run, Kind.PEERS)) {
            Sessions.measured(session, Role.PEER).forEach(peer -> Sessions.measured(session, Role.BACKEND)
                    .flatMap(backend -> Sessions.ratio(session, backend, peer).stream())
                    .max(Comparator.comparingDouble(Ratio::value)).ifPresent(best -> {
                        String asked = peer.subject() + " at " + session.question();
                        if (Sessions.decides(session, best)) {
                            decided.computeIfAbsent(asked, key -> new ArrayList<>()).add(best.value());
                        } else {
                            open.add(asked + " on " + session.problem());
                        }
                    }));
        }
        String text = decided.entrySet().stream().map(peer -> peer.getValue().stream().sorted()
                .map(Unit.SPEEDUP::text).collect(Collectors.collectingAndThen(Collectors.toList(), Findings::range))
                + " times as fast as " + peer.getKey()).collect(Collectors.joining("; "));
        say("Against what people use", (text.isEmpty() ? "" : "The better backend is " + text + ". ")
                + (open.isEmpty() ? "" : "This run cannot tell for " + String.join("; ", open) + "."));
    }

    private static String range(List<String> sorted) {
        return sorted.size() == 1 ? sorted.getFirst() : sorted.getFirst() + " to " + sorted.getLast();
    }

    private void coldStart() {
        Sessions.of(run, Kind.COLD_START).stream()
                .filter(session -> !Sessions.isLimited(session)
                        && Sessions.measured(session, Role.BACKEND).count() > 0)
                .max(Comparator.comparingLong(session -> session.problem().elements()))
                .ifPresent(session -> say("First answer in a fresh JVM", Sessions.measured(session, Role.BACKEND)
                        .flatMap(series -> series.of(Metric.FIRST).stream()
                                .map(first -> series.subject() + " " + Unit.NANOS.text(first.median())))
                        .collect(Collectors.joining(", ")) + ", medians of " + count(session.how().leastRounds(), "JVM")
                        + ". Problem: " + session.problem() + "."));
    }

    /** How good the choices of auto are, where enough rounds were measured. */
    private void auto() {
        List<Session> sessions = Sessions.of(run, Kind.AUTO).stream()
                .filter(session -> session.how().leastRounds() >= Schedule.FEWEST_ROUNDS).toList();
        String chosen = choices(sessions, Regret.CHOSEN, "auto");
        // Without a calibration they are the same.
        boolean isBuiltIn = chosen.equals(choices(sessions, Regret.BUILT_IN, "auto"));
        say("Choices of auto", chosen
                + (isBuiltIn ? "" : choices(sessions, Regret.BUILT_IN, " The built-in model without calibration"))
                + sessions.stream().flatMap(session -> Stream.ofNullable(session.facts().get(Regret.ORIGIN))).distinct()
                        .map(origin -> " auto chose by: " + origin + ".").collect(Collectors.joining()));
    }

    private static String choices(List<Session> sessions, String choice, String who) {
        List<Pick> picks = sessions.stream().flatMap(session -> Regret.of(session, choice).stream()).toList();
        if (picks.isEmpty()) {
            return "";
        }
        var regrets = picks.stream().mapToDouble(pick -> 100 * pick.regret().value()).summaryStatistics();
        long hits = picks.stream().filter(Pick::isHit).count();
        return String.format(Locale.ROOT,
                "%s chooses a backend that takes at most 10 %% longer than the fastest on %d of %d problems (%s). The regret "
                        + "is certainly above 10 %% on %d. Its mean is %s, the largest %s.",
                who, hits, picks.size(), Unit.PERCENT.text(100.0 * hits / picks.size()),
                picks.stream().filter(Pick::isCertainMiss).count(), Unit.PERCENT.text(regrets.getAverage()),
                Unit.PERCENT.text(regrets.getMax()));
    }

    /** From which N the GPU pays, and how it compares on the largest problem if that is on the GPU already. */
    private void gpu() {
        List<Session> sessions = Sessions.of(run, Kind.GPU);
        String pays = Crossovers.last(Crossovers.of(sessions)).stream()
                .collect(Collectors.groupingBy(Crossover::way, LinkedHashMap::new,
                        Collectors.mapping(Crossover::text, Collectors.joining("; "))))
                .entrySet().stream().map(way -> way.getKey() + " " + way.getValue()).collect(Collectors.joining(". "));
        Predicate<Series> resident = series -> series.subject().variant().equals(Crossovers.RESIDENT);
        String largest = sessions.stream()
                .filter(session -> Sessions.fastestFirst(session).stream().anyMatch(resident)
                        && !Crossovers.processors(session).isEmpty())
                .max(Comparator.comparingLong(session -> session.problem().elements())).map(session -> {
                    Series cpu = Crossovers.processors(session).getFirst();
                    List<Series> both = Sessions.fastestFirst(session).stream()
                            .filter(resident.or(cpu::equals)).toList();
                    return " With the problem on the GPU: " + comparison(session, both.get(0), both.get(1))
                            + " Problem: " + session.problem() + ".";
                }).orElse("");
        say("GPU", (pays.isEmpty() ? "" : "Against every CPU backend: " + pays + ".") + largest);
    }

    private void answers() {
        Map<Verdict, Long> verdicts = run.sessions().stream().flatMap(session -> session.series().stream())
                .filter(series -> series.role() != Role.CEILING && series.role() != Role.CHOOSER)
                .collect(Collectors.groupingBy(Series::verdict, Collectors.counting()));
        long wrong = verdicts.getOrDefault(Verdict.MISMATCHED, 0L);
        long failed = verdicts.getOrDefault(Verdict.FAILED, 0L)
                + run.sessions().stream().filter(session -> !session.reason().isEmpty()).count();
        say("Answers", verdicts.getOrDefault(Verdict.MATCHED, 0L)
                + " measurements were made after the answer was checked: a backend's has the reference's bits, a solver's "
                + "has its welfare to 1e-8. "
                + (wrong == 0
                        ? "No answer was wrong."
                        : count(wrong, "answer") + (wrong == 1 ? " was" : " were") + " wrong and left out.")
                + (failed == 0 ? "" : " " + count(failed, "measurement") + " failed."));
    }

    private void certainty() {
        List<Series> cells = Sessions.of(run, Kind.CELLS).stream().flatMap(session -> session.series().stream())
                .filter(series -> series.verdict() == Verdict.MATCHED).toList();
        if (cells.isEmpty()) {
            return;
        }
        List<Summary> times = cells.stream().flatMap(series -> series.of(Metric.TIME).stream()).toList();
        int none = cells.size() - times.size();
        int forks = none > 0 ? 0 : times.stream().mapToInt(Summary::forks).min().orElse(0);
        long behind = cells.stream().mapToLong(Summaries::farBehind).sum();
        long unsettled = cells.stream().mapToLong(Series::unsettledForks).sum() - behind;
        say("Certainty", "Forks that count in each JMH measurement: at least " + forks
                + "; it takes " + Judge.ENOUGH_FORKS + " to say which backend is faster, or to compare runs. "
                + (none == 0 ? "" : "Measurements in which none counts: " + none + ". ")
                + (unsettled == 0 ? "" : "Forks left out because they had not settled: " + unsettled + ". ")
                + (behind == 0 ? "" : "Forks left out because far slower or with far more bytes: " + behind + ". ")
                + times.stream().filter(Summary::isUnsteady).count() + " of " + times.size()
                + " measurements are unsteady (their interval is wider than a quarter of the median)."
                + (run.environment().machine().virtualMachine()
                        ? " The machine is virtual, and others may share its processors."
                        : ""));
    }

    /** What could not run, and what the time did not suffice for. */
    private void absent() {
        List<String> absent = run.environment().backends().stream().filter(backend -> !backend.available())
                .map(backend -> backend.name() + ": " + backend.reason()).toList();
        say("Not available", absent.isEmpty() ? "" : String.join("; ", absent) + ".");
        say("Left out", run.leftOut().isEmpty()
                ? ""
                : "The time did not suffice for " + count(run.leftOut().size(), "measurement") + ": "
                        + String.join("; ", run.leftOut()) + ".");
    }
}
