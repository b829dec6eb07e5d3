package io.alphafair.bench.peer.external;

import io.alphafair.bench.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The child's side of the talk that {@code worker.py} describes, for children in Java. */
final class WorkerLoop {
    private static final int FEWEST_CALLS = 3;

    /** A call that is timed; what it returns is read after the last. */
    interface Call {
        Answer answer() throws Exception;
    }

    /** By group: the best ratio and the flat index of the winner. */
    record Answer(double[] ratio, long[] winner) {}

    /** What is said when all is warm. */
    record Greeting(int threads, Map<String, String> versions) {}

    /** What is said after a burst. */
    record Reply(List<Long> nanos, double[] ratio, long[] winner) {}

    private WorkerLoop() {
    }

    /** Answers until standard input ends. */
    static void serve(Greeting greeting, Call call) throws Exception {
        say(greeting);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(burst(call, Long.parseLong(line)));
        }
    }

    private static Reply burst(Call call, long atLeast) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long begin = System.nanoTime();
        while (true) {
            long start = System.nanoTime();
            Answer answer = call.answer();
            long end = System.nanoTime();
            nanos.add(end - start);
            if (nanos.size() >= FEWEST_CALLS && end - begin >= atLeast) {
                return new Reply(nanos, answer.ratio(), answer.winner());
            }
        }
    }

    private static void say(Object value) throws IOException {
        System.out.write((Json.line(value) + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
