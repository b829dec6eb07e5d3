package io.alphafair.bench.subject;

import io.alphafair.BestItems;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.Timing;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.CappedQuestions;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Settling;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.contract.BackendContract;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A backend at work in this JVM; of one that runs on a device it tells what the device's clock and sensors say. */
final class BackendTaker extends BurstTaker {
    /**
     * Bursts planned this long span a good part of the interval, about 100 ms, at which devices renew their energy
     * counter. The plan decides, not the time a burst took: on a busy machine that differs from run to run.
     */
    private static final long COUNTABLE_NANOS = 50_000_000;
    /** How long calls go on between two renewals of the counter. */
    private static final long COUNTED_NANOS = 300_000_000;
    /** How long a renewal is waited for, and how long calls go on between two looks at the counter. */
    private static final long RENEWAL_NANOS = 500_000_000;
    private static final long LOOK_NANOS = 5_000_000;
    /**
     * How long a backend may take to decide between its loops, however short it is to settle: half a second to two of
     * calls, and a comparison that gives up after 10.
     */
    private static final Duration DECISION = Duration.ofSeconds(15);

    private final String name;
    private final Fixture fixture;
    private final Backend backend;
    private final Prepared prepared;
    private final Operation operation;
    /** The checked answer to a question about caps; empty for other questions. */
    private final Optional<Object> capped;
    private final Optional<Gpu.Sensors> sensors;
    private final boolean countable;
    private boolean counted;
    private long calls;

    private BackendTaker(Id id, Fixture fixture, Backend backend, Prepared prepared, Operation operation,
            Optional<Object> capped, Optional<Gpu.Sensors> sensors, Turn.Burst burst) {
        super(backend.description(), backend.parallelism(), operation, burst);
        this.name = id.toString();
        this.fixture = fixture;
        this.backend = backend;
        this.prepared = prepared;
        this.operation = operation;
        this.capped = capped;
        this.sensors = sensors;
        this.countable = burst.nanos() >= COUNTABLE_NANOS;
    }

    /** Opens it for the session's question. */
    static BackendTaker open(Id id, Backend backend, Optional<Gpu.Sensors> sensors, Fixture fixture, Turn.Burst burst)
            throws SubjectException {
        return open(fixture.question(), id, backend, sensors, fixture, burst);
    }

    /**
     * Prepares the problem and checks the first answers; closes the backend, also if it fails.
     *
     * @param question which may be another one than the session's
     */
    static BackendTaker open(Question question, Id id, Backend backend, Optional<Gpu.Sensors> sensors, Fixture fixture,
            Turn.Burst burst) throws SubjectException {
        Prepared prepared = null;
        try {
            Settling.warmUp(backend, question, fixture.problem(), Duration.ofMillis(burst.settleMillis()));
            prepared = backend.prepare(fixture.items());
            BackendContract.check(id.toString(), prepared, fixture.expected());
            if (question.writes()) {
                BackendContract.checkDense(id.toString(), prepared, fixture.expected());
            }
            boolean renews = id.variant().equals(Gpu.UPDATE);
            if (renews || id.variant().equals(Gpu.RESIDENT)) {
                requireResident(prepared);
            }
            Operation asked = question.operation(backend, prepared, fixture.problem());
            Optional<Object> capped = question.isCapped() ? Optional.of(asked.call()) : Optional.empty();
            capped.ifPresent(answer -> CappedQuestions.requireEqual(id.toString(), question, answer, fixture.items(),
                    fixture.problem()));
            Operation operation = renews ? Operation.of(asked.mayAllocate(), () -> {
                fixture.renew();
                return asked.call();
            }, asked::close) : asked;
            if (burst.settleMillis() > 0) {
                Settling.decide(prepared, operation, DECISION);
            }
            return new BackendTaker(id, fixture, backend, prepared, operation, capped, sensors, burst);
        } catch (SubjectException | RuntimeException e) {
            if (prepared != null) {
                prepared.close();
            }
            backend.close();
            throw e;
        }
    }

    /** A problem that passes through at each call has no resident way: its times must not be taken for one's. */
    private static void requireResident(Prepared prepared) throws SubjectException {
        prepared.bestItems();
        for (Timing timing : prepared.timings()) {
            if (timing.name().equals(Metric.UPLOAD.name()) && timing.bytes() > 0) {
                throw new SubjectException(Verdict.FAILED,
                        "the problem does not fit into the device's free memory: each call copies " + timing.bytes()
                                + " bytes to it");
            }
        }
    }

    /** A device that keeps the problem first takes over the benefits that others have renewed since its last turn. */
    @Override
    protected void ready() {
        if (!prepared.timings().isEmpty()) {
            operation.call();
        }
    }

    @Override
    protected void tell(Map<String, double[]> values) {
        for (Timing timing : prepared.timings()) {
            values.put(timing.name(), new double[]{timing.nanos()});
        }
        if (countable && !counted && sensors.isPresent() && sensors.get().joules() > 0) {
            counted = true;
            values.put(Metric.ENERGY.name(), new double[]{joules(sensors.get())});
        }
    }

    /** The energy of a call, between two moments at which the counter is renewed. */
    private double joules(Gpu.Sensors counter) {
        double first = renewed(counter);
        calls = 0;
        repeat(COUNTED_NANOS);
        return (renewed(counter) - first) / calls;
    }

    /** The counter when it has just been renewed; calls go on, so that the device stays busy. */
    private double renewed(Gpu.Sensors counter) {
        double before = counter.joules();
        double now = before;
        for (long start = System.nanoTime(); now == before && System.nanoTime() - start < RENEWAL_NANOS;) {
            repeat(LOOK_NANOS);
            now = counter.joules();
        }
        return now;
    }

    /** At least one call. */
    private void repeat(long nanos) {
        long start = System.nanoTime();
        do {
            operation.call();
            calls++;
        } while (System.nanoTime() - start < nanos);
    }

    /** What the last call copied, and the sensors while calls follow each other. */
    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (prepared.ranPlain()) {
            facts.put("loop", "plain: its vector loops have not proved faster on this JVM");
        }
        if (!prepared.timings().isEmpty()) {
            repeat(LOOK_NANOS);
            for (Timing timing : prepared.timings()) {
                if (timing.bytes() > 0) {
                    facts.put(timing.name() + " per call", timing.bytes() + " bytes");
                }
            }
            sensors.ifPresent(device -> facts.putAll(device.state()));
        }
        return facts;
    }

    @Override
    protected void check() throws SubjectException {
        if (last() instanceof BestItems found && !found.equals(fixture.answer(this::checked))) {
            throw new SubjectException(Verdict.MISMATCHED, name + " has another answer than the reference");
        }
        // A dense answer is checked once, as it is without caps.
        if (capped.filter(answer -> !(answer instanceof Matrix) && !answer.equals(last())).isPresent()) {
            throw new SubjectException(Verdict.MISMATCHED, name + " has another answer than at first");
        }
    }

    private BestItems checked() {
        BackendContract.check(name, prepared, fixture.expected());
        return prepared.bestItems();
    }

    @Override
    public void close() {
        super.close();
        prepared.close();
        backend.close();
    }
}
