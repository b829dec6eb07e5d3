package io.alphafair.bench.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The compiled C, loaded into this JVM until {@link #close()}. */
@SuppressWarnings("restricted") // calling C is what it is for
public final class NativeLibrary implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final SymbolLookup symbols;

    private NativeLibrary(Path file) {
        symbols = SymbolLookup.libraryLookup(file, arena);
    }

    /**
     * Loads a library that {@link NativeBuild} made.
     *
     * @throws PeerUnavailableException if it cannot be loaded
     */
    public static NativeLibrary load(Path file) {
        try {
            return new NativeLibrary(file);
        } catch (IllegalArgumentException | IllegalCallerException e) {
            throw new PeerUnavailableException("the compiled C of the yardsticks cannot be loaded: " + e.getMessage()
                    + "; start java with --enable-native-access=ALL-UNNAMED", e);
        }
    }

    /** A function that returns a value. */
    MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(result, parameters));
    }

    /** A function that returns nothing. */
    MethodHandle procedure(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle handle(String name, FunctionDescriptor type) {
        MemorySegment address = symbols.find(name)
                .orElseThrow(() -> new IllegalStateException("the compiled C has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type);
    }

    /** What a call into C can throw is a fault of the binding: it is given back as such. */
    static IllegalStateException broken(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("the call into C failed: " + e.getMessage(), e);
    }

    /** Unloads it; what was opened from it must be closed before. Idempotent. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
