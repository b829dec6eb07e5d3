package io.alphafair.bench.plan;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * The JMH options after {@code --}: the effort of each fork and the flags of the JVMs. {@link Selection} takes patterns and
 * parameters from here. An option that would change what a recorded score means, or what becomes of the results, is refused.
 */
public final class JmhOptions {
    private static final String BATCH = "a recorded time is the time of one call";
    private static final String THREADS = "a prepared problem serves one call at a time";
    private static final String WARMUP = "each fork warms up on the benchmark that it measures, and no other";
    private static final String MEASURES = "this command measures";
    private static final String GC = "gc";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CommandLineOptions user;
    private final List<String> arguments;

    /**
     * Reads the options.
     *
     * @throws InvalidInputException if JMH does not accept them, or a record cannot be made with them
     */
    public JmhOptions(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        try {
            user = new CommandLineOptions(arguments.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            throw new InvalidInputException("JMH does not accept these options: " + firstLine(e), e);
        }
        refuse("-bm", !user.getBenchModes().isEmpty(), "a record holds average times");
        refuse("-tu", user.getTimeUnit().hasValue(), "a record holds nanoseconds");
        refuse("-bs", user.getMeasurementBatchSize().hasValue(), BATCH);
        refuse("-wbs", user.getWarmupBatchSize().hasValue(), BATCH);
        refuse("-opi", user.getOperationsPerInvocation().hasValue(), BATCH);
        refuse("-t", user.getThreads().hasValue() && user.getThreads().get() != 1, THREADS);
        refuse("-tg", user.getThreadGroups().hasValue(), THREADS);
        refuse("-wm", user.getWarmupMode().hasValue(), WARMUP);
        refuse("-wmb", !user.getWarmupIncludes().isEmpty(), WARMUP);
        refuse("-wf", user.getWarmupForkCount().hasValue(), "every fork counts unless it has not settled");
        refuse("-f 0", user.getForkCount().hasValue() && user.getForkCount().get() == 0,
                "backends are measured in JVMs of their own");
        refuse("-foe false", user.shouldFailOnError().hasValue() && !user.shouldFailOnError().get(),
                "a benchmark that fails has no time");
        refuse("-o", user.getOutput().hasValue(), "this command keeps JMH's output in its log");
        refuse("-rf", user.getResultFormat().hasValue(), "the record holds JMH's results as jmh.json");
        refuse("-rff", user.getResult().hasValue(), "the record holds JMH's results as jmh.json");
        refuse("-l", user.shouldList(), MEASURES);
        refuse("-lp", user.shouldListWithParams(), MEASURES);
        refuse("-lprof", user.shouldListProfilers(), MEASURES);
        refuse("-lrf", user.shouldListResultFormats(), MEASURES);
        refuse("-h", user.shouldHelp(), MEASURES);
        user.getProfilers().forEach(JmhOptions::requireProfiler);
        requireMillis("-w", user.getWarmupTime());
        requireMillis("-r", user.getMeasurementTime());
        requireMillis("-to", user.getTimeout());
    }

    /** A record holds whole milliseconds: other times would be measured and recorded as something else. */
    private static void requireMillis(String option, Optional<TimeValue> time) {
        if (time.hasValue()) {
            long nanos = time.get().convertTo(TimeUnit.NANOSECONDS);
            if (nanos < NANOS_PER_MILLI || nanos % NANOS_PER_MILLI != 0
                    || nanos / NANOS_PER_MILLI > Integer.MAX_VALUE) {
                throw new InvalidInputException("JMH option " + option + " of " + time.get() + ": expected whole "
                        + "milliseconds, from 1 ms to " + Integer.MAX_VALUE + " ms");
            }
        }
    }

    private static void refuse(String option, boolean given, String why) {
        if (given) {
            throw new InvalidInputException("JMH option " + option + " is refused here: " + why
                    + "; for plain JMH with all its options run java -jar benchmarks.jar");
        }
    }

    /** JMH would find out only when it begins to measure. */
    private static void requireProfiler(ProfilerConfig profiler) {
        try {
            ProfilerFactory.getProfilerOrException(profiler);
        } catch (ProfilerException e) {
            throw new InvalidInputException("JMH profiler '" + profiler.getKlass() + "' cannot be used: " + firstLine(e)
                    + "; java -jar benchmarks.jar -lprof lists the profilers", e);
        }
    }

    private static String firstLine(Exception e) {
        return e.getMessage() == null ? "unknown" : e.getMessage().strip().lines().findFirst().orElse("unknown");
    }

    /** Patterns of names of which one must match; none if all do. */
    List<String> includes() {
        return user.getIncludes();
    }

    /** Patterns of names of which none may match. */
    List<String> excludes() {
        return user.getExcludes();
    }

    /** The names that were given with {@code -p}; JMH does not list them itself. */
    Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        for (int place = 0; place < arguments.size(); place++) {
            String word = arguments.get(place);
            if (word.equals("-p") && place + 1 < arguments.size()) {
                names.add(arguments.get(place + 1).split("=", 2)[0]);
            } else if (word.startsWith("-p") && word.contains("=") && !word.startsWith("-prof")) {
                names.add(word.substring(2).split("=", 2)[0]);
            }
        }
        return names;
    }

    /** The values that {@code -p} gives to a parameter; empty if none. */
    List<String> values(String parameter) {
        return List.copyOf(user.getParameter(parameter).orElse(List.of()));
    }

    /** A schedule with what the options change in it: the effort of forks of JMH. */
    public Schedule effort(Schedule plan) {
        if (!(plan.turn() instanceof Turn.JmhFork turn)) {
            return plan;
        }
        Turn.JmhFork changed = new Turn.JmhFork(user.getWarmupIterations().orElse(turn.warmups()),
                millis(user.getWarmupTime(), turn.warmupMillis()),
                user.getMeasurementIterations().orElse(turn.iterations()),
                millis(user.getMeasurementTime(), turn.millis()), turn.settleMillis());
        return new Schedule(changed, plan.place(), user.getForkCount().orElse(plan.leastRounds()),
                user.getForkCount().orElse(plan.mostRounds()), plan.limitMillis());
    }

    private static int millis(Optional<TimeValue> time, int otherwise) {
        return time.hasValue() ? Math.toIntExact(time.get().convertTo(TimeUnit.MILLISECONDS)) : otherwise;
    }

    /** How the JVMs are started in which something is measured: with the required flags first, then the user's. */
    public JavaCommand java() {
        List<String> flags = new ArrayList<>(JvmFlags.REQUIRED);
        flags.addAll(JvmFlags.HEAP);
        for (Optional<Collection<String>> given : List.of(user.getJvmArgsPrepend(), user.getJvmArgs(),
                user.getJvmArgsAppend())) {
            flags.addAll(given.orElse(List.of()));
        }
        return new JavaCommand(user.getJvm().orElse(null), flags);
    }

    /** The options that every run of JMH gets besides its effort and its flags. */
    public List<String> passedOn() {
        List<String> words = new ArrayList<>();
        for (ProfilerConfig profiler : user.getProfilers()) {
            // Every run counts bytes anyway.
            if (!profiler.getKlass().equals(GC)) {
                String options = profiler.getOpts();
                words.addAll(List.of("-prof", profiler.getKlass() + (options.isEmpty() ? "" : ":" + options)));
            }
        }
        pass(words, "-gc", user.shouldDoGC());
        pass(words, "-si", user.shouldSyncIterations());
        pass(words, "-v", user.verbosity());
        if (user.getTimeout().hasValue()) {
            words.addAll(List.of("-to", millis(user.getTimeout(), 0) + "ms"));
        }
        return words;
    }

    private static void pass(List<String> words, String option, Optional<?> value) {
        if (value.hasValue()) {
            words.addAll(List.of(option, value.get().toString()));
        }
    }
}
