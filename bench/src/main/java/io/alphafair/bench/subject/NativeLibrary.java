package io.alphafair.bench.subject;

import static java.lang.foreign.ValueLayout.ADDRESS;
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
 * The C of the ceilings: compiled by this machine's {@code cc} for this machine's CPU, once for all JVMs
 * of a run, and loaded when a JVM first needs it.
 */
@SuppressWarnings("restricted") // calling C is what it is for
final class NativeLibrary {
    private static final String COMPILER = "cc";
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-std=gnu11", "-Wall", "-Wextra", "-fPIC",
            "-pthread", "-shared");
    private static final List<String> SOURCES = List.of("pool.c", "ceilings.c");
    private static final String HEADER = "yardstick.h";
    private static final String FILE = "yardstick.so";

    /** The variants of subjects in C: on one thread, and on one thread per processor. */
    static final String ONE = "1";
    static final String ALL = "all";

    /** What became of loading it in this JVM: the library, or why there is none. */
    private record Loaded(SymbolLookup symbols, Availability availability) {
        private static final Loaded HERE = load();

        private static Loaded load() {
            try {
                Path file = TemporaryFolder.shared().resolve(FILE);
                if (Files.notExists(file)) {
                    compile(COMPILER, file);
                }
                return new Loaded(NativeLibrary.load(file), Availability.yes());
            } catch (IOException e) {
                return new Loaded(null, Availability.no(e.getMessage(), e));
            }
        }
    }

    private NativeLibrary() {
    }

    /** Whether the C can be compiled and loaded here. */
    static Availability availability() {
        return Loaded.HERE.availability;
    }

    /** Compiles the C into a file that appears when it is complete; the exception says why not, in one line. */
    static void compile(String compiler, Path file) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.of("native")) {
            for (String name : SOURCES) {
                folder.copy(NativeLibrary.class, name);
            }
            folder.copy(NativeLibrary.class, HEADER);
            List<String> command = new ArrayList<>(List.of(compiler));
            command.addAll(FLAGS);
            command.addAll(List.of("-o", FILE));
            command.addAll(SOURCES);
            try (Child child = start(compiler, command, folder.path())) {
                String said = child.said();
                if (child.waitFor() != 0) {
                    throw new IOException(compiler + " did not compile the C of the ceilings: " + said.lines()
                            .filter(line -> line.contains("error")).findFirst().or(() -> said.lines().findFirst())
                            .orElse("it said nothing"));
                }
            }
            Files.move(folder.path().resolve(FILE), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Child start(String compiler, List<String> command, Path folder) throws IOException {
        try {
            return Child.start(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true));
        } catch (IOException e) {
            throw new IOException("there is no C compiler '" + compiler + "': install one, such as gcc or clang", e);
        }
    }

    /** @throws IOException if it cannot be loaded; the message is the reason */
    static SymbolLookup load(Path file) throws IOException {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException | IllegalCallerException e) {
            throw new IOException("the compiled C of the ceilings cannot be loaded: " + e.getMessage()
                    + "; start java with --enable-native-access=ALL-UNNAMED", e);
        }
    }

    /** A function of the library as an interface with one method of C's types; a memory segment is a pointer. */
    static <F> F function(String name, Class<F> type) {
        Method method = type.getMethods()[0];
        MemoryLayout[] parameters = Arrays.stream(method.getParameterTypes()).map(NativeLibrary::layout)
                .toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor = method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(method.getReturnType()), parameters);
        return MethodHandleProxies.asInterfaceInstance(type,
                Linker.nativeLinker().downcallHandle(Loaded.HERE.symbols.findOrThrow(name), descriptor));
    }

    private static MemoryLayout layout(Class<?> type) {
        return type == int.class ? JAVA_INT : type == long.class ? JAVA_LONG : ADDRESS;
    }

    /** C's threads, which wait for passes; the caller is one of them. Serves one call at a time. */
    static final class Pool implements AutoCloseable {
        private static final Open OPEN = function("pool_open", Open.class);
        private static final Close CLOSE = function("pool_close", Close.class);

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
