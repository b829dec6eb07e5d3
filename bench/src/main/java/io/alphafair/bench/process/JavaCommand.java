package io.alphafair.bench.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The same with further flags. */
    public JavaCommand with(List<String> further) {
        return new JavaCommand(jvm, Stream.concat(flags.stream(), further.stream()).toList(), classPath);
    }

    /** The same with a further flag, and a further jar on the class path. */
    public JavaCommand with(String flag, Path jar) {
        return new JavaCommand(jvm, with(List.of(flag)).flags(), classPath + File.pathSeparator + jar);
    }

    /** The command for a main class with these arguments. */
    public List<String> of(Class<?> main, String... arguments) {
        return of(main.getName(), arguments);
    }

    /** The command for a main class of that name with these arguments. */
    public List<String> of(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(flags);
        command.addAll(List.of("-cp", absoluteClassPath(), main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The java command. */
    public String executable() {
        return jvm != null ? jvm : Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where its code lies, absolute, because a process may start in another folder. */
    public String absoluteClassPath() {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
