package io.alphafair.bench.subject;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.measure.Taker;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Subjects that move the bytes of an answer and do nothing else, in C: lower bounds of the time. There are several ways to move
 * bytes, and which is the fastest differs between machines and sizes: a short session finds it before the first turn.
 */
public final class Ceilings {
    /** Reads every benefit and cost once: the bytes that every correct answer has to read. */
    static final String FLOOR = "floor";
    /** Reads the labels too. */
    static final String WITH_LABELS = "floor+labels";
    /** Clears N x T doubles. */
    static final String WRITE = "write";
    /** The ways to read: streams per thread. The order is C's. */
    static final List<String> READS = List.of("1 stream", "2 streams", "4 streams", "8 streams",
            "4 streams, prefetch", "8 streams, prefetch");
    /** The ways to write; the order is C's. */
    static final List<String> WRITES = List.of("vector stores", "vector stores, prefetch", "streaming stores",
            "streaming stores, 4 streams", "memset", "rep stosb");

    /** Below that many elements one thread can be done before others have begun. */
    private static final long FEW_ELEMENTS = 1_000_000;

    /** The C functions, looked up when they are first called. */
    private static final class C {
        static final Read READ = NativeLibrary.CEILINGS.function("read_ranges", Read.class);
        static final Write WRITE = NativeLibrary.CEILINGS.function("write_zeros", Write.class);

        public interface Read {
            long ranges(MemorySegment pool, int way, MemorySegment benefit, long benefitBytes, MemorySegment cost,
                    long costBytes, MemorySegment label, long labelBytes);
        }

        public interface Write {
            int zeros(MemorySegment pool, int way, MemorySegment out, long elements);
        }
    }

    private Ceilings() {
    }

    /** Those that judge a question on a problem: of one thread, then of all. */
    public static List<Id> of(Question question, Problem problem) {
        String name = question.writes() ? WRITE : question.needsLabels(problem) ? WITH_LABELS : FLOOR;
        return List.of(new Id(name, NativeLibrary.ONE, ""), new Id(name, NativeLibrary.ALL, ""));
    }

    static Subject subject(Id id) {
        return Subject.of(id, Role.CEILING, NativeLibrary.CEILINGS::availability,
                (fixture, burst) -> open(id, fixture, burst));
    }

    private static Taker open(Id id, Fixture fixture, Turn.Burst burst) throws SubjectException {
        List<Subject> ways = ways(id, fixture, NativeLibrary.Pool.of(fixture, id.variant()));
        if (id.variant().equals(NativeLibrary.ALL) && fixture.problem().elements() < FEW_ELEMENTS) {
            ways.addAll(ways(id, fixture, NativeLibrary.Pool.of(fixture, NativeLibrary.ONE)));
        }
        try (Engine engine = new Engine(fixture.forks(), line -> {})) {
            Session trial = engine.run(fixture.question(), fixture.problem(), ways, Schedule.trial());
            Id best = trial.series().stream().filter(Series::isMeasured)
                    .min(Comparator.comparingDouble(series -> series.of(Metric.TIME).orElseThrow().median()))
                    .map(Series::subject)
                    .orElseThrow(() -> new SubjectException(Verdict.FAILED, "no way has a time: " + trial.reason()));
            Schedule how = new Schedule(burst, Place.HERE, 1, 1, 0);
            return ways.stream().filter(way -> way.id().equals(best)).findFirst().orElseThrow().opening().open(fixture,
                    how);
        }
    }

    private static List<Subject> ways(Id id, Fixture fixture, NativeLibrary.Pool pool) {
        List<Subject> ways = new ArrayList<>();
        if (id.name().equals(WRITE)) {
            Problem problem = fixture.problem();
            Matrix out = fixture.share(WRITE, () -> Matrix.allocate(problem.n(), problem.t()));
            for (int way = 0; way < WRITES.size(); way++) {
                int chosen = way;
                if (write(pool, way, out)) {
                    ways.add(way(WRITES.get(way), pool, () -> write(pool, chosen, out)));
                }
            }
            return ways;
        }
        boolean labels = id.name().equals(WITH_LABELS);
        for (int way = 0; way < READS.size(); way++) {
            int chosen = way;
            ways.add(way(READS.get(way), pool, () -> read(pool, chosen, fixture.items(), labels)));
        }
        return ways;
    }

    private static Subject way(String text, NativeLibrary.Pool pool, Operation operation) {
        String what = "C, " + pool.inWords() + ", " + text;
        return Subject.of(Id.parse(what), Role.CEILING, Availability::yes,
                (fixture, burst) -> new BurstTaker(what, pool.threads(), operation, burst));
    }

    /** Reads every byte, labels on request, in one of {@link #READS}: the exclusive or of all 64-bit words, the last padded. */
    static long read(NativeLibrary.Pool pool, int way, Items items, boolean labels) {
        MemorySegment benefit = items.benefit().segment();
        MemorySegment cost = items.cost().segment();
        MemorySegment label = items.groups().segment();
        return C.READ.ranges(pool.address(), way, benefit, benefit.byteSize(), cost, cost.byteSize(), label,
                labels ? label.byteSize() : 0);
    }

    /** Sets every element to 0 in one of {@link #WRITES}; false if this CPU has not that way, and nothing was written. */
    static boolean write(NativeLibrary.Pool pool, int way, Matrix out) {
        return C.WRITE.zeros(pool.address(), way, out.segment(), out.size()) != 0;
    }
}
