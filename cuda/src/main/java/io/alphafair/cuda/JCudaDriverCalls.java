package io.alphafair.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * {@link Driver} by JCuda. JCuda has no way from a number to a handle, so handles are kept here under numbers of our own;
 * addresses are the driver's. Loaded only after {@link Probe} has found a driver.
 */
final class JCudaDriverCalls implements Driver {
    private static final int LOG_BYTES = 8192;
    private static final int JIT_ERROR_LOG_BUFFER = 5;
    private static final int JIT_ERROR_LOG_BUFFER_SIZE = 6;

    private final Map<Integer, CUdevice> devices = new ConcurrentHashMap<>();
    private final Handles<CUcontext> contexts = new Handles<>("context");
    private final Handles<CUmodule> modules = new Handles<>("module");
    private final Handles<CUfunction> functions = new Handles<>("function");
    private final Handles<CUstream> streams = new Handles<>("stream");
    private final Handles<CUevent> events = new Handles<>("event");

    /** A host address, or what the driver writes one to. */
    private static final class HostPointer extends Pointer {
        HostPointer(long address) {
            super(address);
        }

        long address() {
            return getNativePointer();
        }
    }

    /** A device address. */
    private static final class DevicePointer extends CUdeviceptr {
        DevicePointer() {
            // Null, until the driver writes to it.
        }

        /** JCuda adds the offset to the pointer whenever it is used. */
        DevicePointer(long address) {
            super(new DevicePointer(), address);
        }

        long address() {
            return getNativePointer() + getByteOffset();
        }
    }

    JCudaDriverCalls() {
        check("cuInit", JCudaDriver.cuInit(0));
    }

    private static void check(String call, int code) {
        check(call, code, "");
    }

    private static void check(String call, int code, String detail) {
        if (code != 0) {
            String[] name = new String[1];
            JCudaDriver.cuGetErrorName(code, name);
            throw new CudaException(call, code, name[0] == null ? "unknown code" : name[0], detail);
        }
    }

    /** Asked for once: giving a context back must not fail for want of its device. */
    private CUdevice device(int index) {
        return devices.computeIfAbsent(index, place -> {
            CUdevice device = new CUdevice();
            check("cuDeviceGet", JCudaDriver.cuDeviceGet(device, place));
            return device;
        });
    }

    @Override
    public int deviceCount() {
        int[] count = new int[1];
        check("cuDeviceGetCount", JCudaDriver.cuDeviceGetCount(count));
        return count[0];
    }

    @Override
    public String deviceName(int device) {
        byte[] name = new byte[256];
        check("cuDeviceGetName", JCudaDriver.cuDeviceGetName(name, name.length, device(device)));
        return text(name);
    }

    private static String text(byte[] zeroTerminated) {
        int length = 0;
        while (length < zeroTerminated.length && zeroTerminated[length] != 0) {
            length++;
        }
        return new String(zeroTerminated, 0, length, StandardCharsets.UTF_8).strip();
    }

    @Override
    public int attribute(int attribute, int device) {
        int[] value = new int[1];
        check("cuDeviceGetAttribute", JCudaDriver.cuDeviceGetAttribute(value, attribute, device(device)));
        return value[0];
    }

    @Override
    public long totalMemory(int device) {
        long[] bytes = new long[1];
        check("cuDeviceTotalMem", JCudaDriver.cuDeviceTotalMem(bytes, device(device)));
        return bytes[0];
    }

    @Override
    public int version() {
        int[] version = new int[1];
        check("cuDriverGetVersion", JCudaDriver.cuDriverGetVersion(version));
        return version[0];
    }

    @Override
    public long retainContext(int device) {
        CUcontext context = new CUcontext();
        check("cuDevicePrimaryCtxRetain", JCudaDriver.cuDevicePrimaryCtxRetain(context, device(device)));
        return contexts.add(context);
    }

    @Override
    public void releaseContext(int device) {
        check("cuDevicePrimaryCtxRelease", JCudaDriver.cuDevicePrimaryCtxRelease(device(device)));
    }

    @Override
    public void enter(long context) {
        check("cuCtxSetCurrent", JCudaDriver.cuCtxSetCurrent(contexts.get(context)));
    }

    @Override
    public long freeMemory() {
        long[] free = new long[1];
        check("cuMemGetInfo", JCudaDriver.cuMemGetInfo(free, new long[1]));
        return free[0];
    }

    @Override
    public long loadModule(byte[] ptx) {
        CUmodule module = new CUmodule();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment image = arena.allocate(ptx.length + 1L);
            MemorySegment.copy(ptx, 0, image, ValueLayout.JAVA_BYTE, 0, ptx.length);
            MemorySegment log = arena.allocate(LOG_BYTES);
            MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_LONG, log.address(), LOG_BYTES);
            int code = JCudaDriver.cuModuleLoadDataEx(module, new HostPointer(image.address()), 2,
                    new int[]{JIT_ERROR_LOG_BUFFER, JIT_ERROR_LOG_BUFFER_SIZE}, new HostPointer(values.address()));
            check("cuModuleLoadDataEx", code,
                    text(log.toArray(ValueLayout.JAVA_BYTE)).lines().findFirst().orElse(""));
        }
        return modules.add(module);
    }

    @Override
    public void unloadModule(long module) {
        check("cuModuleUnload", JCudaDriver.cuModuleUnload(modules.remove(module)));
    }

    @Override
    public long function(long module, String name) {
        CUfunction function = new CUfunction();
        check("cuModuleGetFunction", JCudaDriver.cuModuleGetFunction(function, modules.get(module), name), name);
        return functions.add(function);
    }

    @Override
    public int blocksPerMultiprocessor(long function, int threads, long sharedBytes) {
        int[] blocks = new int[1];
        check("cuOccupancyMaxActiveBlocksPerMultiprocessor",
                JCudaDriver.cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, functions.get(function), threads,
                        sharedBytes));
        return blocks[0];
    }

    @Override
    public long allocate(long bytes) {
        DevicePointer pointer = new DevicePointer();
        check("cuMemAlloc", JCudaDriver.cuMemAlloc(pointer, bytes), bytes + " bytes");
        return pointer.address();
    }

    @Override
    public void free(long address) {
        check("cuMemFree", JCudaDriver.cuMemFree(new DevicePointer(address)));
    }

    @Override
    public long allocateHost(long bytes) {
        HostPointer pointer = new HostPointer(0);
        check("cuMemAllocHost", JCudaDriver.cuMemAllocHost(pointer, bytes), bytes + " bytes");
        return pointer.address();
    }

    @Override
    public void freeHost(long address) {
        check("cuMemFreeHost", JCudaDriver.cuMemFreeHost(new HostPointer(address)));
    }

    @Override
    public void copyToDevice(long to, long fromHost, long bytes, long stream) {
        check("cuMemcpyHtoDAsync", JCudaDriver.cuMemcpyHtoDAsync(new DevicePointer(to), new HostPointer(fromHost),
                bytes, streams.get(stream)));
    }

    @Override
    public void copyToHost(long toHost, long from, long bytes, long stream) {
        check("cuMemcpyDtoHAsync", JCudaDriver.cuMemcpyDtoHAsync(new HostPointer(toHost), new DevicePointer(from),
                bytes, streams.get(stream)));
    }

    @Override
    public void fill(long address, byte value, long bytes, long stream) {
        check("cuMemsetD8Async",
                JCudaDriver.cuMemsetD8Async(new DevicePointer(address), value, bytes, streams.get(stream)));
    }

    @Override
    public long createStream() {
        CUstream stream = new CUstream();
        // Non-blocking: it must not wait for what others do in the default stream of the shared context.
        check("cuStreamCreate", JCudaDriver.cuStreamCreate(stream, 1));
        return streams.add(stream);
    }

    @Override
    public void destroyStream(long stream) {
        check("cuStreamDestroy", JCudaDriver.cuStreamDestroy(streams.remove(stream)));
    }

    @Override
    public void synchronize(long stream) {
        check("cuStreamSynchronize", JCudaDriver.cuStreamSynchronize(streams.get(stream)));
    }

    @Override
    public void await(long stream, long event) {
        check("cuStreamWaitEvent", JCudaDriver.cuStreamWaitEvent(streams.get(stream), events.get(event), 0));
    }

    @Override
    public long createEvent() {
        CUevent event = new CUevent();
        check("cuEventCreate", JCudaDriver.cuEventCreate(event, 0));
        return events.add(event);
    }

    @Override
    public void destroyEvent(long event) {
        check("cuEventDestroy", JCudaDriver.cuEventDestroy(events.remove(event)));
    }

    @Override
    public void record(long event, long stream) {
        check("cuEventRecord", JCudaDriver.cuEventRecord(events.get(event), streams.get(stream)));
    }

    @Override
    public void synchronizeEvent(long event) {
        check("cuEventSynchronize", JCudaDriver.cuEventSynchronize(events.get(event)));
    }

    @Override
    public double elapsedMillis(long from, long to) {
        float[] millis = new float[1];
        check("cuEventElapsedTime", JCudaDriver.cuEventElapsedTime(millis, events.get(from), events.get(to)));
        return millis[0];
    }

    @Override
    public void launch(long function, int blocks, int threads, int sharedBytes, long stream, MemorySegment argument) {
        Pointer parameters = Pointer.to(new HostPointer(argument.address()));
        check("cuLaunchKernel", JCudaDriver.cuLaunchKernel(functions.get(function), blocks, 1, 1, threads, 1, 1,
                sharedBytes, streams.get(stream), parameters, null));
    }
}
