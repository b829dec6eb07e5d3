package io.alphafair.cuda;

import io.alphafair.testing.ChildJvm;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels' source, compiled by g++, in place of a device: the host's memory, everything at once and in order. */
final class FiberDriver implements Driver {
    private static final byte GARBAGE = (byte) 0xfb;

    private final MethodHandle run;
    private final Map<Long, Arena> memory = new HashMap<>();
    private final Map<Long, String> functions = new HashMap<>();
    private long seed = 1;
    private long handles;

    @SuppressWarnings("restricted")
    FiberDriver(Path library) {
        run = Linker.nativeLinker().downcallHandle(
                SymbolLookup.libraryLookup(library, Arena.global()).find("alphafairFibersRun").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    }

    /** Compiles the kernels; the compiler is there. */
    static Path compile(Path folder) {
        Path library = folder.resolve("fibers.so");
        ChildJvm.succeed(List.of("g++", "-std=c++20", "-O1", "-fPIC", "-shared", "-ffp-contract=off",
                "-fno-strict-aliasing", "-Wno-unknown-pragmas", "-Isrc/main/cuda", "-Isrc/test/native/fiber",
                "src/test/native/fiber/fibers.cpp", "-o", library.toString()));
        return library;
    }

    /** What the next launches are scheduled by. */
    void seed(long next) {
        seed = next;
    }

    /** What was not given back. */
    int allocations() {
        return memory.size();
    }

    @Override
    public int deviceCount() {
        return 1;
    }

    @Override
    public String deviceName(int device) {
        return "fibers";
    }

    @Override
    public int attribute(int attribute, int device) {
        return 2;
    }

    @Override
    public long totalMemory(int device) {
        return 1 << 30;
    }

    @Override
    public int version() {
        return 12000;
    }

    @Override
    public long retainContext(int device) {
        return 1;
    }

    @Override
    public void releaseContext(int device) {
        // There is none.
    }

    @Override
    public void enter(long context) {
        // There is none.
    }

    @Override
    public long freeMemory() {
        return 1 << 30;
    }

    @Override
    public long loadModule(byte[] ptx) {
        return 1;
    }

    @Override
    public void unloadModule(long module) {
        // The library stays.
    }

    @Override
    public long function(long module, String name) {
        functions.put(++handles, name);
        return handles;
    }

    @Override
    public int blocksPerMultiprocessor(long function, int threads, long sharedBytes) {
        return 2;
    }

    @Override
    public long allocate(long bytes) {
        Arena arena = Arena.ofShared();
        MemorySegment segment = arena.allocate(bytes, 256).fill(GARBAGE);
        memory.put(segment.address(), arena);
        return segment.address();
    }

    @Override
    public void free(long address) {
        memory.remove(address).close();
    }

    @Override
    public long allocateHost(long bytes) {
        return allocate(bytes);
    }

    @Override
    public void freeHost(long address) {
        free(address);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    @Override
    public void copyToDevice(long to, long fromHost, long bytes, long stream) {
        at(to, bytes).copyFrom(at(fromHost, bytes));
    }

    @Override
    public void copyToHost(long toHost, long from, long bytes, long stream) {
        at(toHost, bytes).copyFrom(at(from, bytes));
    }

    @Override
    public void fill(long address, byte value, long bytes, long stream) {
        at(address, bytes).fill(value);
    }

    @Override
    public long createStream() {
        return ++handles;
    }

    @Override
    public void destroyStream(long stream) {
        // Nothing is kept.
    }

    @Override
    public void synchronize(long stream) {
        // Everything is done at once.
    }

    @Override
    public void await(long stream, long event) {
        // Everything is done at once.
    }

    @Override
    public long createEvent() {
        return ++handles;
    }

    @Override
    public void destroyEvent(long event) {
        // Nothing is kept.
    }

    @Override
    public void record(long event, long stream) {
        // Everything is done at once.
    }

    @Override
    public void synchronizeEvent(long event) {
        // Everything is done at once.
    }

    @Override
    public double elapsedMillis(long from, long to) {
        return 0;
    }

    @Override
    public void launch(long function, int blocks, int threads, int sharedBytes, long stream, MemorySegment argument) {
        try (Arena arena = Arena.ofConfined()) {
            int code = (int) run.invokeExact(arena.allocateFrom(functions.get(function)), argument, blocks, threads,
                    seed++);
            if (code != 0) {
                throw new CudaException("launch of " + functions.get(function), code, "fibers",
                        code == 2 ? "deadlock" : "no such kernel");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
