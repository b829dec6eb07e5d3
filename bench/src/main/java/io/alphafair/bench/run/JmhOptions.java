package io.alphafair.bench.run;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.Workloads;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * The JMH options after {@code --}: which cells they leave and how they are measured. What would make a record say
 * something else than it seems to is refused.
 */
public final class JmhOptions {
    private static final String PLAIN_JMH = "; for that run java -jar benchmarks.jar, which is plain JMH";

    private static final Set<String> SIZES = Set.of("n", "t", "k", "instances", "alphas");

    private final CommandLineOptions user;
    private final List<String> arguments;

    /**
     * Reads the options.
     *
     * @throws InvalidInputException if JMH does not know them or a record cannot be made with them
     */
    public JmhOptions(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        try {
            user = new CommandLineOptions(arguments.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            throw new InvalidInputException("JMH does not take these options: " + firstLine(e.getMessage()), e);
        }
        refuse("-bm", !user.getBenchModes().isEmpty(), "a record holds average times");
        refuse("-tu", user.getTimeUnit().hasValue(), "a record holds nanoseconds");
        refuse("-t", user.getThreads().hasValue() && user.getThreads().get() != 1,
                "a prepared problem serves one call at a time");
        refuse("-tg", user.getThreadGroups().hasValue(), "a prepared problem serves one call at a time");
        refuse("-f 0", user.getForkCount().hasValue() && user.getForkCount().get() == 0,
                "backends are measured in JVMs of their own");
        refuse("-o", user.getOutput().hasValue(), "the command keeps JMH's output");
        refuse("-rf or -rff", user.getResult().hasValue() || user.getResultFormat().hasValue(),
                "the record holds JMH's results as jmh.json");
        refuse("an option that only lists or helps", user.shouldList() || user.shouldListWithParams()
                || user.shouldHelp() || user.shouldListProfilers() || user.shouldListResultFormats(),
                "the command measures");
    }

    private static void refuse(String option, boolean given, String why) {
        if (given) {
            throw new InvalidInputException("JMH option " + option + " is refused: " + why + PLAIN_JMH);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "unknown" : message.strip().lines().findFirst().orElse("unknown");
    }

    /**
     * The cells, or races, that patterns and {@code -p} leave: {@code -p name=a,b} gives every cell that has this parameter each of
     * these values in place of its own, and what is then the same is measured once. The backends of one problem stay
     * together, so that the machine's drift tells them apart least.
     */
    List<Cell> select(List<Cell> cells) {
        Predicate<String> included = anyOf(user.getIncludes(), true);
        Predicate<String> excluded = anyOf(user.getExcludes(), false);
        Set<Cell> selected = new LinkedHashSet<>();
        for (Cell cell : cells) {
            if (included.test(cell.benchmark()) && !excluded.test(cell.benchmark())) {
                selected.addAll(variants(cell));
            }
        }
        return selected.stream().collect(Collectors.groupingBy(cell -> cell.with(Cell.BACKEND, ""), LinkedHashMap::new,
                Collectors.toList())).values().stream().flatMap(List::stream).toList();
    }

    /** Whether patterns leave a section that has this name and is no benchmark of JMH's. */
    boolean includes(String name) {
        return anyOf(user.getIncludes(), true).test(name) && !anyOf(user.getExcludes(), false).test(name);
    }

    /**
     * Refuses a selection of nothing, and parameters and values that nothing selected has.
     *
     * @param selected cells and races
     * @param more whether something else is selected, which has no parameters
     */
    void requireSense(Collection<Cell> selected, boolean more) {
        if (selected.isEmpty() && !more) {
            throw new InvalidInputException("no benchmark matches " + String.join(" ", user.getIncludes())
                    + ": expected a part of a name like BestItemsBenchmark.bestItems or Race.read, or auto, or, with "
                    + "--peers, peers");
        }
        requireParameters(selected);
    }

    /** A misspelt parameter or value must not become a run of something else, or of nothing. */
    private void requireParameters(Collection<Cell> cells) {
        Set<String> known = cells.stream().flatMap(cell -> cell.params().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : given("-p")) {
            if (!known.contains(name)) {
                throw new InvalidInputException("-p " + name + ": the chosen benchmarks have no such parameter; "
                        + "expected " + (known.isEmpty() ? "none" : "one of " + String.join(", ", known)));
            }
        }
        for (Cell cell : cells) {
            cell.params().forEach(JmhOptions::requireValue);
        }
    }

    /** The names before {@code =} of an option that may be repeated; JMH does not list them itself. */
    private List<String> given(String option) {
        List<String> names = new ArrayList<>();
        for (int place = 0; place + 1 < arguments.size(); place++) {
            if (arguments.get(place).equals(option)) {
                names.add(arguments.get(place + 1).split("=", 2)[0]);
            }
        }
        return names;
    }

    private static void requireValue(String name, String value) {
        if (name.equals("shape")) {
            Workloads.named(value);
        } else if (SIZES.contains(name) && !value.matches("[1-9]\\d{0,8}")) {
            throw new InvalidInputException(
                    "-p " + name + "=" + value + ": expected a whole number from 1 to 999999999");
        }
    }

    private static Predicate<String> anyOf(List<String> patterns, boolean whenEmpty) {
        try {
            return patterns.isEmpty()
                    ? name -> whenEmpty
                    : patterns.stream().map(pattern -> Pattern.compile(pattern).asPredicate()).reduce(Predicate::or)
                            .get();
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException("benchmark pattern '" + e.getPattern() + "': expected a regular expression",
                    e);
        }
    }

    private List<Cell> variants(Cell cell) {
        List<Cell> variants = List.of(cell);
        for (String name : cell.params().keySet()) {
            Optional<Collection<String>> values = user.getParameter(name);
            if (values.hasValue()) {
                List<Cell> next = new ArrayList<>();
                for (String value : values.get()) {
                    variants.forEach(variant -> next.add(variant.with(name, value)));
                }
                variants = next;
            }
        }
        return variants;
    }

    /** How JVMs like JMH's forks are started, for what is asked or measured without JMH. */
    JavaCommand java() {
        List<String> flags = new ArrayList<>(prepended());
        flags.addAll(given());
        flags.addAll(user.getJvmArgsAppend().orElse(List.of()));
        return new JavaCommand(user.getJvm().orElse(null), flags);
    }

    /** JMH's options for one cell: the user's, then this effort, then the cell. */
    Options forCell(Cell cell, Effort effort) {
        ChainedOptionsBuilder builder = new OptionsBuilder().parent(user)
                .include("^" + Pattern.quote(cell.benchmark()) + "$").shouldFailOnError(true)
                // JMH takes the annotation's only where an option gives none: the user's must not displace ours.
                .jvmArgsPrepend(prepended().toArray(String[]::new)).jvmArgs(given().toArray(String[]::new));
        cell.params().forEach((name, value) -> builder.param(name, value));
        builder.forks(effort.forks()).warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.warmupMillis())).measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.millis()));
        if (user.getProfilers().stream().noneMatch(profiler -> profiler.getKlass().equals("gc")
                || profiler.getKlass().equals(GCProfiler.class.getCanonicalName()))) {
            builder.addProfiler(GCProfiler.class);
        }
        return builder.build();
    }

    /** The effort with what the user's options change in it. */
    Effort effort(Effort profile) {
        return new Effort(user.getForkCount().orElse(profile.forks()),
                user.getWarmupIterations().orElse(profile.warmups()), millis(user.getWarmupTime(),
                        profile.warmupMillis()),
                user.getMeasurementIterations().orElse(profile.iterations()), millis(user.getMeasurementTime(),
                        profile.millis()));
    }

    private static int millis(Optional<TimeValue> time, int otherwise) {
        return time.hasValue()
                ? Math.toIntExact(time.get().convertTo(TimeUnit.MILLISECONDS))
                : otherwise;
    }

    private List<String> prepended() {
        List<String> flags = new ArrayList<>(JvmFlags.REQUIRED);
        // First, so that the user's own heap wins.
        flags.addAll(JvmFlags.HEAP);
        flags.addAll(user.getJvmArgsPrepend().orElse(List.of()));
        return flags;
    }

    /** Never absent, so that a fork does not inherit the flags of this JVM. */
    private List<String> given() {
        return user.getJvmArgs().hasValue() ? List.copyOf(user.getJvmArgs().get()) : List.of();
    }
}
