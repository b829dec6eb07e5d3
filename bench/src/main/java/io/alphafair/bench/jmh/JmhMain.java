package io.alphafair.bench.jmh;

import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.select.Backends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.Main;

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
        Main.main(completed(args, Backends.available().stream().map(BackendProvider::name).toList()));
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
