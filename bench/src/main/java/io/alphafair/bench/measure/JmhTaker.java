package io.alphafair.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One fork of JMH per turn, by the command line of a jar with benchmarks, of this commit or of another: the benchmark is found
 * by its method's name and its parameters.
 */
public final class JmhTaker implements Taker {
    private static final String JMH = "org.openjdk.jmh.Main";
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    /** What JMH says if the benchmark is not there, or none at all. */
    private static final List<String> NONE = List.of("No matching benchmarks", "Unable to find the resource");
    /** A stack trace's first line, as in {@code io.alphafair.backend.BackendUnavailableException: no driver}. */
    private static final Pattern THROWN = Pattern.compile(
            "(?:Caused by: |Exception in thread \"[^\"]*\" )?(?:[\\w$]+\\.)+([\\w$]+(?:Exception|Error)): (.*)");

    /**
     * Whose benchmarks run, and how.
     *
     * @param launch the command that starts a JVM with the jar on its class path
     * @param forkFlags flags of the measured JVM
     * @param jmhOptions further options of JMH's
     * @param name the commit, for messages; empty for the code that runs
     */
    public record Side(List<String> launch, List<String> forkFlags, List<String> jmhOptions, String name) {
        /** The command that starts JMH of a class path. */
        public static List<String> launch(String java, String classPath) {
            return List.of(java, "-Djmh.ignoreLock=true", "-cp", classPath, JMH);
        }
    }

    /**
     * What a fork tells about itself beside JMH's result, in the file that the environment variable {@value #VARIABLE} names.
     *
     * @param what what really runs
     * @param unsettled why its times do not count, in one line; empty if they do
     */
    public record Mark(String what, String unsettled) {
        private static final String VARIABLE = "ALPHAFAIR_MARK";

        /** Leaves it for the program that started JMH; nobody waits for it where plain JMH runs. */
        public void leave() {
            String file = System.getenv(VARIABLE);
            if (file != null) {
                try {
                    Files.writeString(Path.of(file), Json.line(this));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private final Side side;
    private final Turn.JmhFork turn;
    private final List<String> arguments;
    private final PrintStream log;
    private final Duration limit;
    private String what = "";

    /** Gets ready for one cell; the parameter names the subject, the other side is empty for the code that runs. */
    public JmhTaker(Optional<Side> other, Fixture fixture, String parameter, String subject, Turn.JmhFork turn) {
        this.side = other.orElseGet(() -> fixture.forks().side());
        this.turn = turn;
        this.log = fixture.forks().log();
        this.limit = limit(fixture.forks().patience(), turn);
        List<String> words = new ArrayList<>(
                List.of("\\." + fixture.question().label() + "$", "-p", parameter + "=" + subject));
        fixture.problem().params().forEach((name, value) -> words.addAll(List.of("-p", name + "=" + value)));
        words.addAll(List.of("-f", "1", "-wi", Integer.toString(turn.warmups()), "-i",
                Integer.toString(turn.iterations()), "-w", turn.warmupMillis() + "ms", "-r", turn.millis() + "ms",
                "-tu", "ns", "-bm", "avgt", "-foe", "true", "-prof", "gc", "-jvmArgs", ""));
        // One option for each flag: JMH would split a single option at blanks.
        side.forkFlags().forEach(flag -> words.addAll(List.of("-jvmArgsPrepend", flag)));
        words.addAll(side.jmhOptions());
        this.arguments = words;
    }

    /** How long a fork may take: getting ready and each iteration may take so much longer than it should before it is given up. */
    private static Duration limit(Duration patience, Turn.JmhFork turn) {
        return patience.multipliedBy(1L + turn.warmups() + turn.iterations()).plusMillis(turn.settleMillis()
                + (long) turn.warmups() * turn.warmupMillis() + (long) turn.iterations() * turn.millis());
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Sample take() throws SubjectException {
        try (TemporaryFolder folder = TemporaryFolder.of("jmh")) {
            Path result = folder.path().resolve("result.json");
            Path mark = folder.path().resolve("mark.json");
            Path output = folder.path().resolve("output.txt");
            List<String> command = new ArrayList<>(side.launch());
            command.addAll(arguments);
            command.addAll(List.of("-rf", "json", "-rff", result.toString()));
            ProcessBuilder builder = Child.writing(command, output);
            builder.environment().put(Mark.VARIABLE, mark.toString());
            builder.environment().put(Settling.VARIABLE, Integer.toString(turn.settleMillis()));
            int code;
            try (Child child = Child.start(builder)) {
                code = child.waitFor(limit);
            } finally {
                Child.lines(output).forEach(log::println);
            }
            List<String> lines = Child.lines(output);
            JsonNode results = code == 0 && Files.exists(result)
                    ? Json.read(result, JsonNode.class)
                    : NullNode.getInstance();
            if (results.size() != 1) {
                throw failure(code, lines);
            }
            // Commits that know no marks leave none; those that settle whatever they are told must not be judged by it.
            Mark left = Files.exists(mark) ? Json.parse(Files.readString(mark), Mark.class) : new Mark("", "");
            what = left.what();
            return sample(results.get(0), turn.settleMillis() == 0 ? "" : left.unsettled());
        } catch (IOException e) {
            throw new SubjectException(Verdict.FAILED, e.getMessage(), e);
        }
    }

    private static Sample sample(JsonNode result, String unsettled) {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(Metric.TIME.name(), iterations(result.path("primaryMetric")));
        double[] bytes = iterations(result.path("secondaryMetrics").path(ALLOCATED));
        if (bytes.length > 0) {
            values.put(Metric.ALLOCATED.name(), bytes);
        }
        return new Sample(values, unsettled, List.of(Redaction.jmh(result)));
    }

    private static double[] iterations(JsonNode metric) {
        return StreamSupport.stream(metric.path("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false)).mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** JMH prints the stack trace of what a fork threw. */
    private SubjectException failure(int code, List<String> lines) {
        if (lines.stream().anyMatch(line -> NONE.stream().anyMatch(line::contains))) {
            return new SubjectException(Verdict.UNAVAILABLE,
                    (side.name().isEmpty() ? "this jar" : "commit " + side.name()) + " has no benchmark "
                            + arguments.getFirst().replaceAll("\\\\.|\\$", ""));
        }
        for (String line : lines) {
            Matcher thrown = THROWN.matcher(line.strip());
            if (thrown.matches() && !thrown.group(1).equals("BenchmarkException")) {
                // Another commit may not have the data or the variant that this one has.
                boolean lacks = !side.name().isEmpty() && thrown.group(1).equals("InvalidInputException");
                return lacks
                        ? new SubjectException(Verdict.UNAVAILABLE, "commit " + side.name() + ": " + thrown.group(2))
                        : new SubjectException(verdict(thrown.group(1)), thrown.group(2));
            }
        }
        return new SubjectException(Verdict.FAILED, Child.reason(code, lines));
    }

    private static Verdict verdict(String exception) {
        String name = exception.toLowerCase(Locale.ROOT);
        return name.contains("unavailable") || name.contains("unknownbackend")
                ? Verdict.UNAVAILABLE
                : name.contains("violation") || name.contains("mismatch") ? Verdict.MISMATCHED : Verdict.FAILED;
    }
}
