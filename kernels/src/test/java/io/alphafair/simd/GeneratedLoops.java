package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The loops of one element type and one label type: generated, compiled and called by name. */
record GeneratedLoops(Class<?> filter, Class<?> table, Class<?> division) {
    private static final Path TEMPLATES = Path.of("src/main/templates");

    /** Writes the sources for pairs of an element type and a label type into a folder. */
    static void generate(Path folder, String... types) {
        List<String> arguments = new ArrayList<>(
                List.of(TEMPLATES.resolve("Generate.java").toString(), TEMPLATES.toString(), folder.toString()));
        arguments.addAll(List.of(types));
        ChildJvm.Result result = ChildJvm.java(arguments);
        assertEquals(0, result.exitCode(), result.output());
    }

    /** Compiles what is in a folder as the build does. */
    static void compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(folder)) {
            List<String> options = List.of("-Xlint:all,-incubating", "-Werror", "--add-modules", "jdk.incubator.vector",
                    "-cp", System.getProperty("java.class.path"), "-proc:none", "-d", folder.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null,
                    files.getJavaFileObjectsFromPaths(sources.toList())).call();
            assertTrue(compiled, messages.toString());
        }
    }

    /** Defines compiled loops in this package. */
    static GeneratedLoops define(Path folder, String prefix) throws IOException {
        return new GeneratedLoops(defineClass(folder, prefix + "Filter"), defineClass(folder, prefix + "Table"),
                defineClass(folder, prefix + "Division"));
    }

    private static Class<?> defineClass(Path folder, String name) throws IOException {
        try {
            return MethodHandles.lookup()
                    .defineClass(Files.readAllBytes(folder.resolve("io/alphafair/simd/" + name + ".class")));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static int intOf(Class<?> loops, String name, Object... arguments) {
        return (int) call(loops, name, arguments);
    }

    static Object call(Class<?> loops, String name, Object... arguments) {
        Method method = Arrays.stream(loops.getDeclaredMethods()).filter(m -> m.getName().equals(name)).findAny()
                .orElseThrow();
        try {
            return method.invoke(null, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(name, e);
        }
    }

    static int lanes(Class<?> filter) {
        try {
            return filter.getDeclaredField("LANES").getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of a generated file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
