package io.alphafair.backend;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Writes zeros. Past the caches an ordinary store first reads the line that it overwrites. The C library's {@code memset}
 * uses instructions that avoid this, which Java has no other access to. It is called for long ranges, if native access is
 * enabled for this module: without that the JVM would print a warning.
 */
final class Clearing {
    /** Bytes from which on memset pays: shorter ones stay in a cache, where an ordinary store is as good. */
    static final long LONG_RANGE = 1 << 23;

    private static final Optional<MethodHandle> MEMSET = memset();

    private Clearing() {
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> memset() {
        if (!Clearing.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor descriptor = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT, linker.canonicalLayouts().get("size_t"));
        return linker.defaultLookup().find("memset").map(address -> linker.downcallHandle(address, descriptor));
    }

    static void clear(MemorySegment range) {
        // memset does not check whether a range may be written; fill refuses a read-only one.
        if (range.byteSize() < LONG_RANGE || range.isReadOnly() || MEMSET.isEmpty()) {
            range.fill((byte) 0);
            return;
        }
        try {
            MemorySegment ignored = (MemorySegment) MEMSET.get().invokeExact(range, 0, range.byteSize());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("memset failed", e);
        }
    }
}
