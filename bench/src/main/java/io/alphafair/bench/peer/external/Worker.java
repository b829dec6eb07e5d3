package io.alphafair.bench.peer.external;

import io.alphafair.bench.process.Child;
import io.alphafair.bench.record.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The parent's side of the talk that {@code worker.py} describes: one arm's process, warm and waiting for its turn. */
final class Worker implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;

    private final Child child;
    private final Process process;
    private final Path errors;
    private final Duration patience;
    private final BufferedWriter in;
    /** Lines; an empty entry when there are no more. */
    private final BlockingQueue<Optional<String>> out = new LinkedBlockingQueue<>();
    private final WorkerLoop.Greeting greeting;

    private Worker(List<String> command, Path folder, Duration patience) throws WorkerException {
        this.errors = folder.resolve("stderr-" + System.nanoTime() + ".txt");
        this.patience = patience;
        try {
            child = Child.start(new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile()));
        } catch (IOException e) {
            throw new WorkerException(command.getFirst() + " cannot be started: " + e.getMessage(), e);
        }
        process = child.process();
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
        try {
            greeting = parse(next(), WorkerLoop.Greeting.class);
            require(greeting.threads() > 0 && greeting.versions() != null, "a greeting with threads and versions");
        } catch (WorkerException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a process and waits until it is warm.
     *
     * @param folder where it runs
     * @param patience how long one answer may take
     * @throws WorkerException if it does not get there; the message is the reason
     */
    static Worker start(List<String> command, Path folder, Duration patience) throws WorkerException {
        return new Worker(command, folder, patience);
    }

    /** What it said when it was warm. */
    WorkerLoop.Greeting greeting() {
        return greeting;
    }

    /** Lets it call again and again for that long. */
    WorkerLoop.Reply burst(Duration atLeast) throws WorkerException {
        try {
            in.write(atLeast.toNanos() + "\n");
            in.flush();
        } catch (IOException e) {
            throw new WorkerException("it ended early: " + lastError(), e);
        }
        WorkerLoop.Reply reply = parse(next(), WorkerLoop.Reply.class);
        require(reply.nanos() != null && !reply.nanos().isEmpty()
                && reply.nanos().stream().allMatch(nanos -> nanos != null && nanos > 0),
                "the times of at least one call");
        require(reply.ratio() != null && reply.winner() != null, "a ratio and a winner for each group");
        return reply;
    }

    private static void require(boolean right, String expected) throws WorkerException {
        if (!right) {
            throw new WorkerException("its answer is incomplete: expected " + expected);
        }
    }

    private static <T> T parse(String line, Class<T> type) throws WorkerException {
        T value;
        try {
            value = Json.parse(line, type);
        } catch (IllegalArgumentException e) {
            throw new WorkerException("its answer is damaged: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
        require(value != null, "an object");
        return value;
    }

    private String next() throws WorkerException {
        Optional<String> line;
        try {
            line = out.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerException("interrupted while it was at work", e);
        }
        if (line == null) {
            throw new WorkerException("it did not answer within " + patience.toSeconds() + " s");
        }
        return line.orElseThrow(() -> new WorkerException("it ended early: " + lastError()));
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                out.add(Optional.of(line));
            }
        } catch (IOException e) {
            // The pipe broke, which ends the answers as well as their end does.
            out.add(Optional.empty());
            return;
        }
        out.add(Optional.empty());
    }

    private String lastError() {
        try {
            return Child.lastWords(Files.readAllLines(errors));
        } catch (IOException e) {
            return "and its standard error cannot be read: " + e.getMessage();
        }
    }

    /** Ends the process: by the end of its input, by force if that does not help. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It has ended already.
            process.destroy();
        }
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        child.close();
    }
}
