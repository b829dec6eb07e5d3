package io.alphafair.cli;

import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.process.TemporaryFolder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command as {@code java -jar alphafair.jar} starts it. A manifest cannot resolve the vector module, so this starts a JVM
 * with the launcher's flags, unless it has the module already.
 */
public final class SingleFile {
    private static final String MODULE = "jdk.incubator.vector";
    /** What a JVM with that module prints before all else; no flag stops it. */
    private static final String WARNING = "WARNING: Using incubator modules";

    /** Variables from which a JVM takes flags. */
    private static final Set<String> OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    /** Flags of agents, which may hold a port or a file that a second JVM cannot have. */
    private static final List<String> ONLY_HERE = List.of("-agentlib:", "-agentpath:", "-javaagent:",
            "-Dcom.sun.management.jmxremote");

    private SingleFile() {
    }

    public static void main(String[] args) {
        if (AsciiLocale.hasLostLetters()) {
            System.exit(Main.BAD_INPUT);
        }
        System.exit(ModuleLayer.boot().findModule(MODULE).isPresent() ? Main.run(args) : relaunch(args));
    }

    private static int relaunch(String[] args) {
        List<String> flags = new ArrayList<>(JvmFlags.LAUNCHER);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> ONLY_HERE.stream().noneMatch(flag::startsWith)).forEach(flags::add);
        ProcessBuilder builder = new ProcessBuilder(new JavaCommand(null, flags).of(Main.class, args)).inheritIO()
                .redirectError(ProcessBuilder.Redirect.PIPE);
        // Their flags are among this JVM's.
        builder.environment().keySet().removeAll(OPTIONS);
        try (Child child = start(builder)) {
            withoutWarning(child.process().getErrorStream(), System.err);
            return child.waitFor();
        } catch (IOException e) {
            System.err.println("error: a JVM for the command does not start: " + Main.oneLine(e)
                    + "; expected to run " + builder.command().getFirst() + ", or start java with "
                    + JvmFlags.VECTOR_MODULE);
            return Main.CANNOT_RUN;
        }
    }

    /** This JVM owns the folder of copies, and removes it even where the other one is ended at once. */
    private static Child start(ProcessBuilder builder) throws IOException {
        TemporaryFolder.share(builder);
        return Child.start(builder);
    }

    /** Passes on what a JVM prints, without its warning about the module. */
    static void withoutWarning(InputStream from, PrintStream to) throws IOException {
        BufferedInputStream in = new BufferedInputStream(from);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            first.write(next);
            if (next == '\n') {
                break;
            }
        }
        if (!first.toString(StandardCharsets.UTF_8).startsWith(WARNING)) {
            to.writeBytes(first.toByteArray());
        }
        in.transferTo(to);
        to.flush();
    }
}
