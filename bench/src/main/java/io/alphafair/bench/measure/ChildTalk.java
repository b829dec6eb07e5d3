package io.alphafair.bench.measure;

import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child process and the talk with it: lines of JSON over a socket of their own, so that nothing else that the child prints
 * can be taken for an answer. The child finds the socket's path in the environment variable {@value #VARIABLE}.
 */
public final class ChildTalk implements AutoCloseable {
    /** The environment variable with the path of the socket, a Unix domain socket to which the child connects. */
    public static final String VARIABLE = "ALPHAFAIR_CHANNEL";

    private static final long GRACE_SECONDS = 5;

    private final TemporaryFolder folder = TemporaryFolder.of("child");
    private final Path output = folder.path().resolve("output.txt");
    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final Child child;
    private final Duration patience;
    private final PrintStream log;
    /** Lines; an empty entry when there are no more. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private volatile Writer out;

    private ChildTalk(List<String> command, Duration patience, PrintStream log) throws IOException {
        this.patience = patience;
        this.log = log;
        Path socket = folder.path().resolve("channel");
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            ProcessBuilder builder = Child.writing(command, output);
            builder.environment().put(VARIABLE, socket.toString());
            child = Child.start(builder);
        } catch (IOException | RuntimeException e) {
            server.close();
            folder.close();
            throw e;
        }
        Thread.ofVirtual().start(this::read);
        // A child that ends without connecting must not be waited for.
        child.process().onExit().thenRun(() -> {
            if (out == null) {
                lines.add(Optional.empty());
            }
        });
    }

    /** Starts a child; the log takes at the end what it has printed. */
    static ChildTalk start(List<String> command, Duration patience, PrintStream log) throws SubjectException {
        try {
            return new ChildTalk(command, patience, log);
        } catch (IOException e) {
            throw new SubjectException(Verdict.FAILED, command.getFirst() + " cannot be started: " + e.getMessage(),
                    e);
        }
    }

    /** The connection to the parent, in a child that was started so. */
    static SocketChannel connect() throws IOException {
        String path = System.getenv(VARIABLE);
        if (path == null) {
            throw new IOException("this class is started by alphafair bench, which sets " + VARIABLE);
        }
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private void read() {
        try (SocketChannel accepted = server.accept();
                BufferedReader in = new BufferedReader(Channels.newReader(accepted, StandardCharsets.UTF_8))) {
            out = Channels.newWriter(accepted, StandardCharsets.UTF_8);
            // The child may speak before it is spoken to.
            lines.add(Optional.of(""));
            in.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // The connection broke, which ends the answers as well as its end does.
        } finally {
            lines.add(Optional.empty());
        }
    }

    /** Waits for the connection and sends a message. */
    public void send(Object message) throws SubjectException {
        if (out == null) {
            next();
        }
        try {
            out.write(Json.line(message) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new SubjectException(Verdict.FAILED, ending(), e);
        }
    }

    /** The next message; the exception says why there is none in time, or that it is no such object. */
    public <T> T receive(Class<T> type) throws SubjectException {
        String line = next();
        while (line.isEmpty()) {
            line = next();
        }
        try {
            return Objects.requireNonNull(Json.parse(line, type), "expected an object");
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new SubjectException(Verdict.FAILED,
                    "its answer is damaged: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private String next() throws SubjectException {
        try {
            Optional<String> line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new SubjectException(Verdict.FAILED, "it did not answer within " + patience.toSeconds() + " s");
            }
            if (line.isEmpty()) {
                lines.add(line);
                throw new SubjectException(Verdict.FAILED, ending());
            }
            return line.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectException(Verdict.FAILED, "interrupted while it was at work", e);
        }
    }

    private String ending() {
        try {
            child.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            return child.process().isAlive()
                    ? "it closed its channel"
                    : Child.reason(child.process().exitValue(), output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while it was ending";
        }
    }

    /** What it has printed so far, both streams. */
    List<String> output() {
        try {
            return Child.lines(output);
        } catch (IOException e) {
            return List.of("its output cannot be read: " + e.getMessage());
        }
    }

    /** Ends the child: by the end of the channel, by force if that does not help; idempotent. */
    @Override
    public void close() {
        try {
            server.close();
            if (out != null) {
                out.close();
                child.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            // It is ended by force below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        child.close();
        output().forEach(log::println);
        folder.close();
    }
}
