package io.alphafair.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Plain JMH, with every option of JMH, whose forks always get {@link JvmFlags#REQUIRED}.
 *
 * <p>JMH lets {@code -jvmArgs}, {@code -jvmArgsPrepend} and {@code -jvmArgsAppend} replace what {@code @Fork} says. The
 * flags therefore go into {@code -jvmArgsAppend}, before the user's own, which leaves the other two to the user and to
 * {@code @Fork}.
 */
public final class JmhMain {
    private static final List<String> OPTION = List.of("-jvmArgsAppend", "--jvmArgsAppend");

    private JmhMain() {
    }

    public static void main(String[] args) throws IOException {
        Main.main(withRequiredFlags(args));
    }

    /** The arguments with the required flags in {@code -jvmArgsAppend}. */
    static String[] withRequiredFlags(String... args) {
        List<String> kept = new ArrayList<>();
        StringBuilder append = new StringBuilder(String.join(" ", JvmFlags.REQUIRED));
        for (int place = 0; place < args.length; place++) {
            String name = args[place].split("=", 2)[0];
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
        kept.add(OPTION.getFirst());
        kept.add(append.toString());
        return kept.toArray(String[]::new);
    }
}
