package io.alphafair.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A device's sensors, by NVIDIA's management library, which comes with the driver. Where the library, or a function of it, is
 * not there, or a device does not tell, what it would say is unknown: no measurement depends on it.
 */
final class Nvml implements AutoCloseable {
    static final String LIBRARY = "libnvidia-ml.so.1";
    static final String UNKNOWN = "unknown";
    /** No code of NVML's. */
    private static final int ABSENT = -1;
    private static final int TEXT_BYTES = 128;
    private static final int GPU_TEMPERATURE = 0;
    private static final int MULTIPROCESSOR_CLOCK = 1;
    private static final int MEMORY_CLOCK = 2;
    /** The bits of nvmlClocksThrottleReasons, but for 1, which says that the device has nothing to do. */
    private static final Map<Long, String> REASONS = new TreeMap<>(Map.of(0x2L, "application clocks", 0x4L, "power cap",
            0x8L, "hardware slowdown", 0x10L, "sync boost", 0x20L, "temperature", 0x40L, "hardware temperature", 0x80L,
            "power brake", 0x100L, "display clocks"));

    private final SymbolLookup library;
    private final MemorySegment device;
    private final String missing;
    private boolean closed;

    private Nvml(SymbolLookup library, MemorySegment device, String missing) {
        this.library = library;
        this.device = device;
        this.missing = missing;
    }

    /** The sensors of the device at that address of the bus, or none with a reason. */
    @SuppressWarnings("restricted")
    static Nvml of(String file, String busAddress) {
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            return none(file + " was not found; it comes with NVIDIA's driver");
        }
        int code = call(library, "nvmlInit_v2");
        if (code != 0) {
            return none(failure("nvmlInit_v2", code, file));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
            code = call(library, "nvmlDeviceGetHandleByPciBusId_v2", arena.allocateFrom(busAddress), handle);
            if (code != 0) {
                call(library, "nvmlShutdown");
                return none(failure("nvmlDeviceGetHandleByPciBusId_v2 for " + busAddress, code, file));
            }
            return new Nvml(library, handle.get(ValueLayout.ADDRESS, 0), "");
        }
    }

    private static Nvml none(String reason) {
        return new Nvml(name -> Optional.empty(), MemorySegment.NULL, reason);
    }

    private static String failure(String call, int code, String file) {
        return call + (code == ABSENT ? " is not in " + file : " failed with " + code);
    }

    /** Why nothing is known; empty if something is. */
    String missing() {
        return missing;
    }

    String driverVersion() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(TEXT_BYTES);
            return call(library, "nvmlSystemGetDriverVersion", text, TEXT_BYTES) == 0 ? text.getString(0) : UNKNOWN;
        }
    }

    DeviceState state() {
        if (!missing.isEmpty()) {
            return DeviceState.UNKNOWN;
        }
        return new DeviceState((int) value("nvmlDeviceGetTemperature", GPU_TEMPERATURE).orElse(0),
                (int) value("nvmlDeviceGetClockInfo", MULTIPROCESSOR_CLOCK).orElse(0),
                (int) value("nvmlDeviceGetClockInfo", MEMORY_CLOCK).orElse(0),
                value("nvmlDeviceGetTotalEnergyConsumption").orElse(0),
                reasons(value("nvmlDeviceGetCurrentClocksThrottleReasons").orElse(0)));
    }

    private static List<String> reasons(long bits) {
        return REASONS.entrySet().stream().filter(reason -> (bits & reason.getKey()) != 0).map(Map.Entry::getValue)
                .toList();
    }

    /** A number, of 32 or 64 bits, that a function puts behind its last argument; empty if it does not. */
    private OptionalLong value(String function, int... which) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ValueLayout.JAVA_LONG);
            List<Object> arguments = new ArrayList<>(List.of(device));
            for (int number : which) {
                arguments.add(number);
            }
            arguments.add(answer);
            return call(library, function, arguments.toArray()) == 0
                    ? OptionalLong.of(answer.get(ValueLayout.JAVA_LONG, 0))
                    : OptionalLong.empty();
        }
    }

    /** The function's code; {@link #ABSENT} where the library has no such function. */
    @SuppressWarnings("restricted")
    private static int call(SymbolLookup library, String function, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = arguments[i] instanceof MemorySegment ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT;
        }
        var address = library.find(function);
        if (address.isEmpty()) {
            return ABSENT;
        }
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(address.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts))
                    .invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function + " could not be called", e);
        }
    }

    @Override
    public void close() {
        if (!closed && missing.isEmpty()) {
            call(library, "nvmlShutdown");
        }
        closed = true;
    }
}
