package io.alphafair.cuda;

import io.alphafair.backend.Availability;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether there is a driver and a device, found out without any class of JCuda: a class of JCuda that meets no driver
 * cannot be initialised for the rest of the process, and a function that the driver lacks ends the process.
 */
final class Probe {
    static final String LIBRARY = "libcuda.so.1";
    /** CUDA 12.0, what JCuda's natives were built with. */
    static final int OLDEST_DRIVER = 12000;
    /** Pascal: the target of the PTX. */
    static final int OLDEST_DEVICE = 60;
    private static final int NO_DEVICE = 100;

    /** Every function that {@link JCudaDriverCalls} comes to, by the name under which the driver exports it. */
    static final List<String> FUNCTIONS = List.of("cuInit", "cuDriverGetVersion", "cuGetErrorName", "cuDeviceGetCount",
            "cuDeviceGet", "cuDeviceGetName", "cuDeviceGetAttribute", "cuDeviceTotalMem_v2", "cuDevicePrimaryCtxRetain",
            "cuDevicePrimaryCtxRelease_v2", "cuCtxSetCurrent", "cuMemGetInfo_v2", "cuModuleLoadDataEx",
            "cuModuleUnload",
            "cuModuleGetFunction", "cuOccupancyMaxActiveBlocksPerMultiprocessor", "cuMemAlloc_v2", "cuMemFree_v2",
            "cuMemAllocHost_v2", "cuMemFreeHost", "cuMemcpyHtoDAsync_v2", "cuMemcpyDtoHAsync_v2", "cuMemsetD8Async",
            "cuStreamCreate", "cuStreamDestroy_v2", "cuStreamSynchronize", "cuStreamWaitEvent", "cuEventCreate",
            "cuEventDestroy_v2", "cuEventRecord", "cuEventSynchronize", "cuEventElapsedTime", "cuLaunchKernel");

    private Probe() {
    }

    /** Looks at the driver and at the device of that index. */
    @SuppressWarnings("restricted")
    static Availability look(String library, int device) {
        if (!System.getProperty("os.name").equals("Linux") || !System.getProperty("os.arch").equals("amd64")) {
            return Availability.no("this is " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                    + "; the cuda backend is built for Linux on x86-64");
        }
        if (!Probe.class.getModule().isNativeAccessEnabled()) {
            return Availability
                    .no("native access is not enabled: start java with --enable-native-access=ALL-UNNAMED");
        }
        try {
            // Never unloaded: JCuda binds to it.
            return look(new Calls(SymbolLookup.libraryLookup(library, Arena.global())), device);
        } catch (IllegalArgumentException e) {
            return Availability.no("no driver: " + library + " was not found; install NVIDIA's driver, 525 or newer",
                    e);
        } catch (RuntimeException | LinkageError e) {
            return Availability.no("the driver could not be asked: " + e, e);
        }
    }

    private static Availability look(Calls calls, int device) {
        List<String> missing = FUNCTIONS.stream().filter(name -> !calls.has(name)).toList();
        if (!missing.isEmpty()) {
            return Availability.no("driver too old: it lacks " + String.join(", ", missing)
                    + "; install NVIDIA's driver, 525 or newer");
        }
        int code = calls.call("cuInit", 0);
        if (code == NO_DEVICE) {
            return Availability.no("no device: the driver finds no GPU; check nvidia-smi, and CUDA_VISIBLE_DEVICES");
        }
        if (code != 0) {
            return Availability.no("cuInit failed with " + code + "; check nvidia-smi");
        }
        int version = calls.value("cuDriverGetVersion");
        if (version < OLDEST_DRIVER) {
            return Availability.no("driver too old: has CUDA " + release(version) + ", needs " + release(OLDEST_DRIVER)
                    + "; install NVIDIA's driver, 525 or newer");
        }
        int count = calls.value("cuDeviceGetCount");
        if (device < 0 || device >= count) {
            return Availability.no("no device " + device + ": the driver finds " + count
                    + "; give an index from 0 in -D" + CudaProvider.DEVICE_PROPERTY);
        }
        int handle = calls.value("cuDeviceGet", device);
        int capability = 10 * calls.value("cuDeviceGetAttribute", Driver.COMPUTE_MAJOR, handle)
                + calls.value("cuDeviceGetAttribute", Driver.COMPUTE_MINOR, handle);
        if (capability < OLDEST_DEVICE) {
            return Availability.no(String.format(Locale.ROOT,
                    "device %d has compute capability %d.%d, needs 6.0 (Pascal) or newer", device, capability / 10,
                    capability % 10));
        }
        return Availability.yes();
    }

    static String release(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    /** A driver function that answers a code; those that answer a number too take its address first. */
    private record Calls(SymbolLookup library) {
        boolean has(String name) {
            return library.find(name).isPresent();
        }

        int call(String name, Object... arguments) {
            List<MemoryLayout> layouts = new ArrayList<>();
            for (Object argument : arguments) {
                layouts.add(argument instanceof MemorySegment ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT);
            }
            return invoke(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts.toArray(MemoryLayout[]::new)),
                    arguments);
        }

        @SuppressWarnings("restricted")
        private int invoke(String name, FunctionDescriptor descriptor, Object[] arguments) {
            try {
                return (int) Linker.nativeLinker().downcallHandle(library.find(name).orElseThrow(), descriptor)
                        .invokeWithArguments(arguments);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(name + " could not be called", e);
            }
        }

        int value(String name, Object... arguments) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT);
                List<Object> all = new ArrayList<>();
                all.add(answer);
                all.addAll(List.of(arguments));
                int code = call(name, all.toArray());
                if (code != 0) {
                    throw new IllegalStateException(name + " failed with " + code);
                }
                return answer.get(ValueLayout.JAVA_INT, 0);
            }
        }
    }
}
