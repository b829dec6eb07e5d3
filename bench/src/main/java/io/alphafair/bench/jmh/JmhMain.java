package io.alphafair.bench.jmh;

import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.select.Backends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Plain JMH, with every option of JMH, whose forks always get {@link JvmFlags#REQUIRED}, and which measures every backend that
 * can run here unless {@code -p backend=} names some.
 *
 * <p>JMH lets {@code -jvmArgs}, {@code -jvmArgsPrepend} and {@code -jvmArgsAppend} replace what {@code @Fork} says. The
 * flags therefore go into {@code -jvmArgsAppend}, before the user's own, which leaves the other two to the user and to
 * {@code @Fork}.
 */
public final class JmhMain {
    private static final List<String> OPTION = List.of("-jvmArgsAppend", "--jvmArgsAppend");
    private static final String BACKEND = "backend=";

    private JmhMain() {
    }

    /** Takes JMH's options. */
    public static void main(String[] args) throws IOException {
        String[] completed = completed(args, Backends.available().stream().map(BackendProvider::name).toList());
        Optional<String> error = unmatched(completed);
        if (error.isPresent()) {
            System.err.println("error: " + error.get());
            System.exit(1);
        }
        Main.main(completed);
    }

    /** What is wrong with patterns that match no benchmark; JMH's own message does not say what there is. */
    static Optional<String> unmatched(String[] args) {
        try {
            CommandLineOptions options = new CommandLineOptions(args);
            OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
            BenchmarkList all = BenchmarkList.defaultList();
            return all.find(silent, options.getIncludes(), options.getExcludes()).isEmpty()
                    ? Optional.of("no benchmark matches " + String.join(" ", options.getIncludes())
                            + ": expected a part of " + all.getAll(silent, List.of()).stream()
                                    .map(BenchmarkListEntry::getUsername).collect(Collectors.joining(", ")))
                    : Optional.empty();
        } catch (CommandLineOptionException e) {
            // JMH says what is wrong.
            return Optional.empty();
        }
    }

    /** The arguments with the required flags in {@code -jvmArgsAppend}, and these backends unless some are named. */
    static String[] completed(String[] args, List<String> backends) {
        List<String> kept = new ArrayList<>();
        StringBuilder append = new StringBuilder(String.join(" ", JvmFlags.REQUIRED));
        boolean named = false;
        for (int place = 0; place < args.length; place++) {
            String name = args[place].split("=", 2)[0];
            named |= args[place].startsWith(BACKEND) || args[place].startsWith("-p" + BACKEND);
            if (!OPTION.contains(name)) {
                kept.add(args[place]);
            } else if (!name.equals(args[place])) {
                append.append(' ').append(args[place], name.length() + 1, args[place].length());
            } else if (place + 1 < args.length) {
                append.append(' ').append(args[++place]);
            } else {
                // JMH says what is missing.
                return args;
            }
        }
        if (!named) {
            kept.addAll(List.of("-p", backends.stream().collect(Collectors.joining(",", BACKEND, ""))));
        }
        kept.add(OPTION.getFirst());
        kept.add(append.toString());
        return kept.toArray(String[]::new);
    }
}
