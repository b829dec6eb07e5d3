package io.alphafair.bench.peer.external;

import io.alphafair.bench.process.JavaCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker that answers a problem of one group wrongly, in one of several ways. */
final class FakeWorker {
    /** What it does. */
    enum Fault {
        /** Its ratio is one unit in the last place too large. */
        LIES,
        /** Its answer ends in the middle. */
        DAMAGED,
        /** Its answer has no times. */
        TIMELESS,
        /** It ends when it is asked. */
        ENDS,
        /** It never says that it is warm. */
        SILENT
    }

    private FakeWorker() {
    }

    /** An arm that does this. */
    static Arm arm(Fault fault) {
        return new Arm() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public String summary() {
                return "a test's";
            }

            @Override
            public Optional<String> missing() {
                return Optional.empty();
            }

            @Override
            public List<String> command(Path folder, int threads) {
                return new JavaCommand(null, List.of("-Xmx64m")).of(FakeWorker.class, fault.name());
            }
        };
    }

    /** Takes the fault's name. The problem is {@link PeerRunTest}'s ascending 10 x 1, whose best ratio is 10. */
    public static void main(String[] arguments) throws Exception {
        switch (Fault.valueOf(arguments[0])) {
            case LIES -> WorkerLoop.serve(new WorkerLoop.Greeting(1, Map.of("fake", "1")),
                    () -> new WorkerLoop.Answer(new double[]{Math.nextUp(10.0)}, new long[]{9}));
            case DAMAGED -> afterGreeting("{\"nanos\": [12, 1");
            case TIMELESS -> afterGreeting("{\"nanos\": [], \"ratio\": [10.0], \"winner\": [9]}");
            case ENDS -> {
                afterGreeting("");
                throw new IllegalStateException("out of luck");
            }
            case SILENT -> System.in.readAllBytes();
        }
    }

    private static void afterGreeting(String line) throws Exception {
        System.out.println("{\"threads\": 1, \"versions\": {}}");
        while (System.in.read() != '\n') {
            continue;
        }
        if (!line.isEmpty()) {
            System.out.println(line);
        }
    }
}
