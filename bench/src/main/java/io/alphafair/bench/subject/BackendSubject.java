package io.alphafair.bench.subject;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.bench.jmh.MeasuredState;
import io.alphafair.bench.measure.JmhTaker;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.Subject.Against;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Turn;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backends, found through the service loader, and their variants. */
public final class BackendSubject {
    /**
     * The name of the group argmax of a backend as a subject of its own, as in {@code argmax:simd}. It takes turns with the
     * backend's answer to a question about caps on the same data, so that the ratio of the two times is one of a single run.
     */
    static final String ARGMAX = "argmax";

    private BackendSubject() {
    }

    /** The names of all registered backends, in their order. */
    public static List<Id> all() {
        return Backends.all().stream().map(provider -> Id.parse(provider.name())).toList();
    }

    /** The backend that defines the expected result. */
    public static Id reference() {
        return Id.parse(MeasuredState.REFERENCE);
    }

    /** A backend that stands for all where they share the code that is measured: the first beside the reference. */
    public static Id representative() {
        return Backends.available().stream().map(provider -> Id.parse(provider.name()))
                .filter(id -> !id.equals(reference())).findFirst().orElseGet(BackendSubject::reference);
    }

    /** A backend by its name; measured by the benchmarks of a side, or by those of the code that runs. */
    static Subject of(Id id, Optional<JmhTaker.Side> side) {
        boolean renews = id.variant().equals(Gpu.UPDATE);
        // The name by which the library opens it.
        String path = renews ? id.name() : id.path();
        Subject.Opening bursts = Subject.bursts(id, (fixture, burst) -> {
            Backend backend = Backends.open(path);
            return BackendTaker.open(id, backend, Gpu.sensors(backend), fixture, burst);
        });
        return new Subject(id, Role.BACKEND,
                () -> id.commit().isEmpty() ? availability(id) : Availability.yes(),
                (question, problem) -> rivals(id, question, problem),
                (fixture, how) -> switch (how.turn()) {
                    case Turn.JmhFork fork when !renews -> new JmhTaker(side, fixture,
                            fixture.question() == Question.AGAINST_SOLVER ? "by" : "backend", path, fork);
                    case Turn.WholeProcess process -> new WholeProcess(id, fixture);
                    default -> bursts.open(fixture, how);
                });
    }

    private static Optional<BackendProvider> provider(Id id) {
        return Backends.all().stream().filter(provider -> provider.name().equals(id.name())).findFirst();
    }

    /**
     * Refuses a name that is misspelt.
     *
     * @throws UnknownBackendException if there is no such backend, or it has no such variant
     */
    public static void requireKnown(Id id) {
        BackendProvider provider = provider(id)
                .orElseThrow(() -> new UnknownBackendException(id.path(), all().stream().map(Id::name).toList()));
        if (!Gpu.WAYS.contains(id)) {
            BackendName.of(provider, id.variant());
        }
    }

    /** Whether the backend can run here. */
    static Availability availability(Id id) {
        return provider(id).map(BackendProvider::availability)
                .orElse(Availability.no("no backend of that name is on the class path"));
    }

    /** Every other backend and the ceilings; on a device by the kernels. */
    private static List<Against> rivals(Id id, Question question, Problem problem) {
        List<Against> rivals = new ArrayList<>();
        all().stream().map(other -> other.at(id.commit())).filter(other -> !other.equals(id))
                .forEach(other -> rivals.add(new Against(other, question.metrics().getFirst())));
        if (question.isCapped()) {
            rivals.add(Against.time(argmax(id)));
        }
        Ceilings.of(question, problem).forEach(ceiling -> rivals.add(Against.time(ceiling)));
        if (id.variant().equals(Gpu.RESIDENT)) {
            rivals.add(new Against(Gpu.READ_CEILING, Metric.KERNEL));
        }
        return rivals;
    }

    /** The group argmax of a backend. */
    public static Id argmax(Id backend) {
        return new Id(ARGMAX, backend.path(), backend.commit());
    }

    static Subject argmaxSubject(Id id) {
        Id backend = Id.parse(id.variant());
        return Subject.of(id, Role.ARGMAX, () -> availability(backend),
                (fixture, burst) -> BackendTaker.open(Question.BEST_ITEMS, id, Backends.open(backend.path()),
                        Optional.empty(), fixture, burst));
    }
}
