package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A jar with backends of somebody else: {@code toy} is right, {@code wrong} counts a group's members wrongly, {@code absent}
 * says that it cannot run, and {@code broken} says that it can and then does not open.
 */
final class ToyBackends {
    private static final String SOURCE = """
            package toy;

            import io.alphafair.*;
            import io.alphafair.backend.*;
            import io.alphafair.select.Backends;

            public class Toy implements BackendProvider {
                public static class Wrong extends Toy {
                    @Override public String name() { return "wrong"; }
                }
                public static class Absent extends Toy {
                    @Override public String name() { return "absent"; }
                    @Override public Availability availability() {
                        return Availability.no("it needs a device that is <not> made: wait | build one");
                    }
                }
                public static class Failing extends Toy {
                    @Override public String name() { return "failing"; }
                }
                public static class Broken extends Toy {
                    @Override public String name() { return "broken"; }
                }
                @Override public String name() { return "toy"; }
                @Override public String summary() { return "a backend of somebody else"; }
                @Override public Availability availability() { return Availability.yes(); }
                @Override public Backend open(String variant, int parallelism) {
                    if (name().equals("broken")) {
                        throw new IllegalStateException("the device is busy: CUDA_ERROR_DEVICE_UNAVAILABLE");
                    }
                    Backend scalar = Backends.open("scalar");
                    boolean wrong = name().equals("wrong");
                    boolean failing = name().equals("failing");
                    return new Backend() {
                        @Override public String name() { return Toy.this.name(); }
                        @Override public String description() { return "a toy, 1 thread"; }
                        @Override public int parallelism() { return 1; }
                        @Override public Prepared prepare(Items items) { return new Asked(scalar.prepare(items), wrong, failing); }
                        @Override public void close() { scalar.close(); }
                    };
                }
                record Asked(Prepared right, boolean wrong, boolean failing) implements Prepared {
                    @Override public Items items() { return right.items(); }
                    @Override public void bestItems(BestItems into) {
                        if (failing && right.items().individualCount() > 100_000) {
                            throw new IllegalStateException("the device is lost");
                        }
                        right.bestItems(into);
                        if (wrong) {
                            into.writer().put(0, into.bestRatio(0), into.winner(0), into.isTied(0), into.groupSize(0) + 1);
                        }
                    }
                    @Override public void accumulate(long from, long to, PartialBest into) {
                        right.accumulate(from, to, into);
                    }
                    @Override public void scatter(BestItems best, double[] byGroup, Matrix out) {
                        right.scatter(best, byGroup, out);
                    }
                    @Override public void close() { right.close(); }
                }
            }
            """;

    private ToyBackends() {
    }

    /** Compiles and packs them. */
    static Path jar(Path folder, String classPath, String... names) throws IOException {
        Path source = Files.createDirectories(folder.resolve("toy-source/toy")).resolve("Toy.java");
        Files.writeString(source, SOURCE);
        Path classes = Files.createDirectories(folder.resolve("toy-classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int code = compiler.run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp", classPath,
                source.toString());
        assertTrue(code == 0, "the toy does not compile");
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.write(services.resolve("io.alphafair.backend.BackendProvider"), Stream.of(names)
                .map(name -> name.equals("toy")
                        ? "toy.Toy"
                        : "toy.Toy$" + Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .toList());
        Path jar = folder.resolve("toy.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : List.copyOf(files.filter(Files::isRegularFile).toList())) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
            }
        }
        return jar;
    }
}
