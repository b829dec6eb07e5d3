package io.alphafair.bench.subject;

import io.alphafair.backend.Availability;
import io.alphafair.bench.jmh.SolverState;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.JmhTaker;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.Subject.Against;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Turn;
import io.alphafair.select.Chooser;
import io.alphafair.select.Dimensions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds subjects by their names; the sides have the benchmarks that measure those of other commits, by the commit. */
public record Subjects(Map<String, JmhTaker.Side> sides) {
    /** A general solver that knows only the doses and the budget; measured by JMH. */
    public static final Id SOLVER = Id.parse(SolverState.SOLVER);

    /** What auto chooses, where the choice is made anew each time; measured as a whole process. */
    public static final Id AUTO = WholeProcess.AUTO;

    /** What {@code auto} itself costs; it looks at a problem's sizes only, so that no problem is made. */
    private static final List<Subject> CHOOSER = List.of(
            chooser("load", "reads what auto chooses by, and looks at which backends can run",
                    problem -> Chooser::here),
            chooser("choose", "chooses a backend for one problem", Subjects::choose));

    /** Those of the code that runs. */
    public static Subjects ofThisCode() {
        return new Subjects(Map.of());
    }

    /** The subject of that name; a name that nothing else has is taken for a backend's, which then is not available. */
    public Subject find(Id id) {
        Optional<JmhTaker.Side> side = Optional.ofNullable(sides.get(id.commit()));
        return switch (id.name()) {
            case Ceilings.FLOOR, Ceilings.WITH_LABELS, Ceilings.WRITE -> Ceilings.subject(id);
            case BackendSubject.ARGMAX -> BackendSubject.argmaxSubject(id);
            case SolverState.SOLVER -> solver(id, side);
            default -> Stream.of(Peers.SUBJECTS, CappedPeers.SUBJECTS, CHOOSER, List.of(Gpu.READ, WholeProcess.auto()))
                    .flatMap(List::stream)
                    .filter(subject -> subject.id().equals(id)).findFirst()
                    .orElseGet(() -> BackendSubject.of(id, side));
        };
    }

    /** Of {@code auto}: what a program pays once, then what it pays for each problem. */
    public static List<Id> chooser() {
        return CHOOSER.stream().map(Subject::id).toList();
    }

    private static Subject chooser(String variant, String what, Function<Problem, Supplier<Object>> call) {
        return Subject.of(new Id("chooser", variant, ""), Role.CHOOSER, Availability::yes,
                (fixture, burst) -> new BurstTaker(what, 1,
                        Operation.allocating(Long.MAX_VALUE, call.apply(fixture.problem())), burst));
    }

    private static Supplier<Object> choose(Problem problem) {
        Chooser chooser = Chooser.here();
        Dimensions dimensions = new Dimensions(problem.n(), problem.t(), problem.k(), AutoGrid.isBroadcast(problem));
        int parallelism = Runtime.getRuntime().availableProcessors();
        return () -> chooser.choose(dimensions, parallelism);
    }

    private static Subject solver(Id id, Optional<JmhTaker.Side> side) {
        return new Subject(id, Role.SOLVER, Availability::yes,
                (question, problem) -> List.of(Against.time(BackendSubject.reference())),
                (fixture, how) -> new JmhTaker(side, fixture, "by", id.name(), (Turn.JmhFork) how.turn()));
    }
}
