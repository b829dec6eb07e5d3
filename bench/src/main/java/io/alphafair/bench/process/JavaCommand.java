package io.alphafair.bench.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started, as a rule with the code that runs now.
 *
 * @param jvm the java command, or null for the one that runs this
 * @param flags its flags
 * @param classPath where its code lies
 */
public record JavaCommand(String jvm, List<String> flags, String classPath) {
    /** With the code that runs now. */
    public JavaCommand(String jvm, List<String> flags) {
        this(jvm, flags, System.getProperty("java.class.path"));
    }

    /** The same with other code. */
    public JavaCommand withClassPath(String other) {
        return new JavaCommand(jvm, flags, other);
    }

    /** The command for a main class with these arguments. */
    public List<String> of(Class<?> main, String... arguments) {
        return of(main, List.of(), arguments);
    }

    /** The same with further jars on the class path. */
    public List<String> of(Class<?> main, List<Path> jars, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(jvm != null ? jvm : Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", absolute(jars), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Absolute, because a process may start in another folder. */
    private String absolute(List<Path> jars) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        jars.forEach(jar -> entries.add(jar.toAbsolutePath().toString()));
        return String.join(File.pathSeparator, entries);
    }
}
