package io.alphafair.bench.peer.external;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started with the code that runs now.
 *
 * @param jvm the java command, or null for the one that runs this
 * @param flags its flags
 */
public record JavaCommand(String jvm, List<String> flags) {
    /** The command for a main class with these arguments, and with further jars on the class path. */
    List<String> of(Class<?> main, List<Path> jars, List<String> arguments) {
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        jars.forEach(jar -> classPath.append(System.getProperty("path.separator")).append(jar));
        List<String> command = new ArrayList<>();
        command.add(jvm != null ? jvm : Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", absolute(classPath.toString()), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Workers start in another folder. */
    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(separator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(separator, entries);
    }
}
