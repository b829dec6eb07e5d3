package io.alphafair.bench.measure;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.measure.Fork.About;
import io.alphafair.bench.measure.Fork.Order;
import io.alphafair.bench.measure.Fork.Reply;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.contract.BackendContract;
import io.alphafair.select.Backends;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The forked JVM's side: takes the orders of {@link Fork} until the channel ends. */
public final class ForkServer {
    private static final int TENTH = 10;
    private static final int HUNDREDTH = 100;
    private final Function<Id, Subject> subjects;
    private final Function<Backend, Map<String, String>> device;
    private final Function<Problem, Map<String, String>> choices;
    private final Forks forks;
    private final Writer out;
    private Fixture fixture;
    private Taker taker;

    private ForkServer(Function<Id, Subject> subjects, Function<Backend, Map<String, String>> device,
            Function<Problem, Map<String, String>> choices, Forks forks, Writer out) {
        this.subjects = subjects;
        this.device = device;
        this.choices = choices;
        this.forks = forks;
        this.out = out;
    }

    /**
     * Serves the parent that started this JVM with that main class.
     *
     * @param device as {@link Probe#here} takes it
     * @param choices what auto chooses for a problem in this JVM, as facts
     */
    public static void serve(Class<?> main, Function<Id, Subject> subjects,
            Function<Backend, Map<String, String>> device, Function<Problem, Map<String, String>> choices)
            throws IOException {
        Forks forks = new Forks(new JavaCommand(null, ManagementFactory.getRuntimeMXBean().getInputArguments()), main,
                List.of(), System.out, Forks.PATIENCE);
        try (SocketChannel channel = ChildTalk.connect();
                BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            ForkServer server = new ForkServer(subjects, device, choices, forks,
                    Channels.newWriter(channel, StandardCharsets.UTF_8));
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    server.say(server.answer(Json.parse(line, Order.class)));
                }
            } finally {
                server.close();
            }
        }
    }

    private void say(Reply reply) {
        try {
            out.write(Json.line(reply) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply answer(Order order) {
        try {
            return Reply.of(switch (order.task()) {
                case PROBE -> Probe.here(device);
                case SESSION -> session(order);
                case OPEN -> open(order);
                case TAKE -> taker.take();
                case FACTS -> new About(taker.what(), taker.threads(), taker.facts());
                case COLD -> cold(order);
            });
        } catch (SubjectException e) {
            return Reply.without(e);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            return Reply.without(SubjectException.of(e));
        }
    }

    private Session session(Order order) {
        Schedule how = order.how();
        Session session = new Engine(forks, line -> say(Reply.progress(line))).rounds(order.question(),
                order.problem(), order.subjects().stream().map(subjects).toList(), how);
        return how.place() == Place.SHARED_FORK ? session.with(choices.apply(order.problem())) : session;
    }

    private About open(Order order) throws SubjectException {
        close();
        fixture = new Fixture(order.question(), order.problem(), forks);
        taker = subjects.apply(order.subjects().getFirst()).opening().open(fixture, order.how());
        return new About(taker.what(), taker.threads(), Map.of());
    }

    private void close() {
        if (taker != null) {
            taker.close();
            taker = null;
        }
        if (fixture != null) {
            fixture.close();
            fixture = null;
        }
    }

    /** The first calls of a backend in this JVM, which has run nothing of it before. */
    private static Sample cold(Order order) {
        Id subject = order.subjects().getFirst();
        int calls = ((Turn.FreshJvm) order.how().turn()).calls();
        long[] ends = new long[calls];
        try (Items items = Workload.make(order.problem())) {
            long start = System.nanoTime();
            try (Backend backend = Backends.open(subject.path()); Prepared prepared = backend.prepare(items)) {
                Operation operation = order.question().operation(backend, prepared, order.problem());
                ends[0] = System.nanoTime();
                for (int call = 1; call < calls; call++) {
                    operation.call();
                    ends[call] = System.nanoTime();
                }
                BackendContract.check(subject.toString(), prepared, BackendContract.expected(items));
            }
            return Sample.of(metrics(start, ends));
        }
    }

    private static Map<String, double[]> metrics(long start, long[] ends) {
        Map<String, double[]> values = new LinkedHashMap<>();
        put(values, Metric.FIRST, ends[0] - start);
        if (ends.length >= TENTH) {
            put(values, Metric.TENTH, ends[TENTH - 1] - ends[TENTH - 2]);
        }
        if (ends.length >= HUNDREDTH) {
            put(values, Metric.HUNDREDTH, ends[HUNDREDTH - 1] - ends[HUNDREDTH - 2]);
            put(values, Metric.HUNDRED, ends[HUNDREDTH - 1] - start);
        }
        return values;
    }

    private static void put(Map<String, double[]> values, Metric metric, long nanos) {
        values.put(metric.name(), new double[]{nanos});
    }
}
