package io.alphafair.bench.subject;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.TemporaryFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandleProxies;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Code in C or C++: compiled by this machine's compiler for this machine's CPU, once for all JVMs of a run, and loaded when a
 * JVM first needs it.
 */
@SuppressWarnings("restricted") // calling C is what it is for
final class NativeLibrary {
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-Wall", "-Wextra", "-fPIC", "-pthread",
            "-shared");
    /** The ceilings, and threads for them. */
    static final NativeLibrary CEILINGS = new NativeLibrary("the C of the ceilings", "cc", "-std=gnu11",
            List.of("pool.c", "ceilings.c", "yardstick.h"), "yardstick.so");
    /** A budget path by a queue. */
    static final NativeLibrary QUEUE = new NativeLibrary("the C++ of the budget path", "c++", "-std=c++17",
            List.of("queue.cpp"), "queue.so");

    /** The variants of subjects in C: on one thread, and on one thread per processor. */
    static final String ONE = "1";
    static final String ALL = "all";

    /** What became of loading it in this JVM: the library, or why there is none. */
    private record Loaded(SymbolLookup symbols, Availability availability) {}

    private final String name;
    private final String compiler;
    private final String standard;
    private final List<String> sources;
    private final String fileName;
    private Loaded loaded;

    private NativeLibrary(String name, String compiler, String standard, List<String> sources,
            String fileName) {
        this.name = name;
        this.compiler = compiler;
        this.standard = standard;
        this.sources = sources;
        this.fileName = fileName;
    }

    private synchronized Loaded loaded() {
        if (loaded == null) {
            try {
                Path file = TemporaryFolder.shared().resolve(fileName);
                if (Files.notExists(file)) {
                    compile(compiler, file);
                }
                loaded = new Loaded(load(file), Availability.yes());
            } catch (IOException e) {
                loaded = new Loaded(null, Availability.no(e.getMessage(), e));
            }
        }
        return loaded;
    }

    /** Whether it can be compiled and loaded here. */
    Availability availability() {
        return loaded().availability;
    }

    /** Compiles it into a file that appears when it is complete; the exception says why not, in one line. */
    void compile(String by, Path file) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.of("native")) {
            for (String source : sources) {
                folder.copy(NativeLibrary.class, source);
            }
            List<String> command = new ArrayList<>(List.of(by, standard));
            command.addAll(FLAGS);
            command.addAll(List.of("-o", fileName));
            // The compiler finds headers itself.
            sources.stream().filter(source -> !source.endsWith(".h")).forEach(command::add);
            try (Child child = start(by, command, folder.path())) {
                String said = child.said();
                if (child.waitFor() != 0) {
                    throw new IOException(by + " did not compile " + name + ": " + said.lines()
                            .filter(line -> line.contains("error")).findFirst().or(() -> said.lines().findFirst())
                            .orElse("it said nothing"));
                }
            }
            Files.move(folder.path().resolve(fileName), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Child start(String by, List<String> command, Path folder) throws IOException {
        try {
            return Child.start(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true));
        } catch (IOException e) {
            throw new IOException("there is no compiler '" + by + "': install one for C and C++, such as gcc and g++",
                    e);
        }
    }

    /** @throws IOException if it cannot be loaded; the message is the reason */
    SymbolLookup load(Path file) throws IOException {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException | IllegalCallerException e) {
            throw new IOException("the compiled form of " + name + " cannot be loaded: " + e.getMessage()
                    + "; start java with --enable-native-access=ALL-UNNAMED", e);
        }
    }

    /** A function of the library as an interface with one method of C's types; a memory segment is a pointer. */
    <F> F function(String function, Class<F> type) {
        Method method = type.getMethods()[0];
        MemoryLayout[] parameters = Arrays.stream(method.getParameterTypes()).map(NativeLibrary::layout)
                .toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor = method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(method.getReturnType()), parameters);
        return MethodHandleProxies.asInterfaceInstance(type,
                Linker.nativeLinker().downcallHandle(loaded().symbols.findOrThrow(function), descriptor));
    }

    private static MemoryLayout layout(Class<?> type) {
        return type == int.class
                ? JAVA_INT
                : type == long.class ? JAVA_LONG : type == double.class ? JAVA_DOUBLE : ADDRESS;
    }

    /** C's threads, which wait for passes; the caller is one of them. Serves one call at a time. */
    static final class Pool implements AutoCloseable {
        private static final Open OPEN = CEILINGS.function("pool_open", Open.class);
        private static final Close CLOSE = CEILINGS.function("pool_close", Close.class);

        public interface Open {
            MemorySegment open(int threads);
        }

        public interface Close {
            void close(MemorySegment pool);
        }

        private final int threads;
        private MemorySegment pool;

        Pool(int threads) {
            this.threads = threads;
            pool = OPEN.open(threads);
            if (pool.address() == 0) {
                throw new IllegalStateException("C cannot have " + threads + " threads: raise the limit of threads");
            }
        }

        /** The session's pool for a variant. */
        static Pool of(Fixture fixture, String variant) {
            int threads = variant.equals(ONE) ? 1 : Runtime.getRuntime().availableProcessors();
            return fixture.share("C with " + threads + " threads", () -> new Pool(threads));
        }

        MemorySegment address() {
            if (pool == null) {
                throw new IllegalStateException("the pool is closed");
            }
            return pool;
        }

        /** Threads at work in one pass. */
        int threads() {
            return threads;
        }

        /** For people, as in {@code 2 threads}. */
        String inWords() {
            return threads == 1 ? "1 thread" : threads + " threads";
        }

        /** Ends the threads; idempotent. */
        @Override
        public void close() {
            if (pool != null) {
                CLOSE.close(pool);
                pool = null;
            }
        }
    }
}
