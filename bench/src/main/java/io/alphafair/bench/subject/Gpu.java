package io.alphafair.bench.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.backend.Backend;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.Taker;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Turn;
import io.alphafair.cuda.CudaBackend;
import io.alphafair.cuda.DeviceReading;
import io.alphafair.cuda.DeviceState;
import io.alphafair.select.Backends;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The GPU as a subject, and what it says of itself. The only place that knows the types of the cuda backend. */
public final class Gpu {
    /** The backend. */
    public static final Id BACKEND = Id.parse("cuda");
    /** Its variant whose problem stays on the device: nothing is copied to it. */
    public static final String RESIDENT = "resident";
    /** The same with new benefits at each call; not a variant of the backend itself. */
    static final String UPDATE = "update";
    /** Reads as many bytes on the device as an answer has to read, and does nothing else. */
    public static final Id READ_CEILING = new Id(BACKEND.name(), "read-ceiling", "");
    /** The ways to ask it, the fastest first. */
    public static final List<Id> WAYS = List.of(new Id(BACKEND.name(), RESIDENT, ""),
            new Id(BACKEND.name(), UPDATE, ""), new Id(BACKEND.name(), "upload", ""));
    static final Subject READ = Subject.of(READ_CEILING, Role.CEILING, () -> BackendSubject.availability(BACKEND),
            Gpu::read);

    /** A device's sensors. */
    interface Sensors {
        /** The energy that the device has taken since its driver was loaded, in joules; 0 if nobody counts it. */
        double joules();

        /** Clocks, temperature, and what holds the clocks back, now. */
        Map<String, String> state();
    }

    private Gpu() {
    }

    /** What the device of an open backend says of itself, by name; empty if the backend has none. */
    public static Map<String, String> describe(Backend backend) {
        return backend instanceof CudaBackend cuda ? facts(cuda.device().info()) : Map.of();
    }

    /** The sensors of an open backend's device; empty if it has none. Usable until the backend is closed. */
    static Optional<Sensors> sensors(Backend backend) {
        return backend instanceof CudaBackend cuda
                ? Optional.of(new Sensors() {
                    @Override
                    public double joules() {
                        return cuda.device().state().millijoules() / 1e3;
                    }

                    @Override
                    public Map<String, String> state() {
                        DeviceState state = cuda.device().state();
                        Map<String, String> facts = state.equals(DeviceState.UNKNOWN) ? new HashMap<>() : facts(state);
                        facts.remove("millijoules");
                        return facts;
                    }
                })
                : Optional.empty();
    }

    /** The components of a record that say something, by their names in words, as in {@code clock megahertz}. */
    private static Map<String, String> facts(Record record) {
        Map<String, String> facts = new LinkedHashMap<>();
        Json.parse(Json.line(record)).properties().forEach(field -> {
            JsonNode value = field.getValue();
            List<String> parts = value.isArray()
                    ? value.valueStream().map(JsonNode::asText).toList()
                    : List.of(value.asText());
            String text = String.join(", ", parts);
            if (!text.isEmpty()) {
                facts.put(field.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT), text);
            }
        });
        return facts;
    }

    private static Taker read(Fixture fixture, Turn.Burst burst) {
        Backend backend = Backends.open(BACKEND.path());
        try {
            DeviceReading reading = ((CudaBackend) backend).device()
                    .reading(fixture.question().leastBytes(fixture.problem()));
            double[] nanos = new double[1];
            Operation operation = Operation.of(Operation.SMALL_CHANGE, () -> {
                nanos[0] = reading.readMillis() * 1e6;
                return nanos;
            }, () -> {
                reading.close();
                backend.close();
            });
            return new BurstTaker("plain reading on the device", 1, operation, burst) {
                @Override
                protected void tell(Map<String, double[]> values) {
                    values.put(Metric.KERNEL.name(), nanos.clone());
                }
            };
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }
}
