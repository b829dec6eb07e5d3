package io.alphafair.cuda.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A context of the driver API, called without JCuda, for the device's own tests. */
final class DriverSession implements AutoCloseable {
    /** An answer other than 0. */
    static final class DriverException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int code;

        DriverException(String function, int code) {
            super(function + " answers " + code);
            this.code = code;
        }
    }

    final InterpretedDevice device;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment out = arena.allocate(64);
    final MemorySegment context;
    final MemorySegment stream;

    DriverSession(InterpretedDevice device) {
        this.device = device;
        call("cuInit", 0);
        context = handle("cuDevicePrimaryCtxRetain", 0);
        call("cuCtxSetCurrent", context);
        stream = stream();
    }

    void call(String function, Object... arguments) {
        int code = device.call(function, arguments);
        if (code != 0) {
            throw new DriverException(function, code);
        }
    }

    MemorySegment handle(String function, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = out;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        call(function, all);
        return out.get(ADDRESS, 0);
    }

    long allocate(long bytes) {
        call("cuMemAlloc_v2", out, bytes);
        return out.get(JAVA_LONG, 0);
    }

    MemorySegment host(long bytes) {
        return arena.allocate(bytes, 64);
    }

    @SuppressWarnings("restricted")
    MemorySegment pinned(long bytes) {
        return handle("cuMemAllocHost_v2", bytes).reinterpret(bytes);
    }

    MemorySegment stream() {
        return handle("cuStreamCreate", 1);
    }

    MemorySegment load(String ptx) {
        return handle("cuModuleLoadDataEx", arena.allocateFrom(ptx), 0, MemorySegment.NULL, MemorySegment.NULL);
    }

    /** The log of a module that is refused. */
    String refusal(String ptx) {
        MemorySegment log = arena.allocate(1000);
        MemorySegment options = arena.allocateFrom(JAVA_INT, 5, 6);
        MemorySegment values = arena.allocateFrom(JAVA_LONG, log.address(), log.byteSize());
        int code = device.call("cuModuleLoadDataEx", out, arena.allocateFrom(ptx), 2, options, values);
        return code + " " + log.getString(0);
    }

    MemorySegment function(MemorySegment module, String name) {
        return handle("cuModuleGetFunction", module, arena.allocateFrom(name));
    }

    /** Launches on a stream. Parameters are int or long. */
    void launch(MemorySegment function, MemorySegment in, int grid, int block, int shared, Object... parameters) {
        MemorySegment pointers = arena.allocate(8L * Math.max(1, parameters.length));
        for (int i = 0; i < parameters.length; i++) {
            MemorySegment value = arena.allocate(8, 8);
            value.set(JAVA_LONG, 0, ((Number) parameters[i]).longValue());
            pointers.setAtIndex(ADDRESS, i, value);
        }
        call("cuLaunchKernel", function, grid, 1, 1, block, 1, 1, shared, in, pointers, MemorySegment.NULL);
    }

    /** Launches the only kernel of a module, k, and waits. */
    void run(String ptx, int grid, int block, Object... parameters) {
        launch(function(load(ptx), "k"), stream, grid, block, 0, parameters);
        synchronize();
    }

    void synchronize() {
        call("cuStreamSynchronize", stream);
    }

    long upload(byte[] bytes) {
        return upload(arena.allocateFrom(JAVA_BYTE, bytes));
    }

    long upload(long... words) {
        return upload(arena.allocateFrom(JAVA_LONG, words));
    }

    private long upload(MemorySegment from) {
        long at = allocate(from.byteSize());
        call("cuMemcpyHtoDAsync_v2", at, from, from.byteSize(), stream);
        synchronize();
        return at;
    }

    long[] download(long from, int words) {
        return download(from, arena.allocate(8L * words, 8)).toArray(JAVA_LONG);
    }

    int[] downloadInts(long from, int words) {
        return download(from, arena.allocate(4L * words, 4)).toArray(JAVA_INT);
    }

    /** A copy to memory that is not page-locked is complete when the call returns. */
    private MemorySegment download(long from, MemorySegment to) {
        call("cuMemcpyDtoHAsync_v2", to, from, to.byteSize(), stream);
        return to;
    }

    @Override
    public void close() {
        device.call("cuDevicePrimaryCtxRelease_v2", 0);
        arena.close();
    }
}
