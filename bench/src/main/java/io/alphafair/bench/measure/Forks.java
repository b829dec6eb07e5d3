package io.alphafair.bench.measure;

import io.alphafair.bench.process.JavaCommand;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Starts the JVMs in which sessions and subjects run, and other children.
 *
 * @param java how JVMs are started
 * @param main the class that serves orders by {@link ForkServer}
 * @param jmhOptions options that every run of JMH gets
 * @param log takes what children print
 * @param patience how long one answer of a child may take
 */
public record Forks(JavaCommand java, Class<?> main, List<String> jmhOptions, PrintStream log, Duration patience) {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For sessions that run in this JVM. */
    public static Forks none() {
        return new Forks(new JavaCommand(null, List.of()), Forks.class, List.of(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), PATIENCE);
    }

    /** Starts a JVM that serves orders. */
    Fork fork() throws SubjectException {
        return fork(java);
    }

    /** Starts one by another command. */
    Fork fork(JavaCommand other) throws SubjectException {
        return new Fork(child(other.of(main)));
    }

    /** What runs in a forked JVM. */
    public Probe probe() throws SubjectException {
        try (Fork fork = fork()) {
            return fork.ask(Fork.Order.of(Fork.Task.PROBE), Probe.class, line -> {});
        }
    }

    /** Starts another child. */
    public ChildTalk child(List<String> command) throws SubjectException {
        return ChildTalk.start(command, patience, log);
    }

    /** JMH with the code that runs now. */
    JmhTaker.Side side() {
        return new JmhTaker.Side(JmhTaker.Side.launch(java.executable(), java.absoluteClassPath()), java.flags(),
                jmhOptions, "");
    }
}
