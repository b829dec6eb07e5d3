package io.alphafair.cuda.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * A driver library that interprets PTX, in place of {@code libcuda.so.1}: no GPU, no speed, many checks. Settings and the
 * report belong to the process, as the driver does.
 */
@SuppressWarnings("restricted")
public final class InterpretedDevice {
    private final Path library;
    private final SymbolLookup symbols;

    private InterpretedDevice(Path library) {
        this.library = library;
        this.symbols = SymbolLookup.libraryLookup(library, Arena.global());
    }

    /**
     * Loads the library into this process, where JCuda and a look-up of {@code libcuda.so.1} then find it, and starts it
     * anew. Skips the test with a reason where it cannot be built.
     */
    public static InterpretedDevice load() {
        Path library = DeviceBuild.library();
        System.load(library.toString());
        InterpretedDevice device = new InterpretedDevice(library);
        device.reload();
        return device;
    }

    /** The library's file, for the environment of a child process: its folder is a {@code LD_LIBRARY_PATH}. */
    public static Path library() {
        return DeviceBuild.library();
    }

    /**
     * Sets one of the settings that the device's README lists, until {@link #reload()}.
     *
     * @throws IllegalArgumentException if there is no such setting
     */
    public void set(String key, Object value) {
        try (Arena arena = Arena.ofConfined()) {
            if (call("alphafairDeviceSet", arena.allocateFrom(key), arena.allocateFrom(value.toString())) != 0) {
                throw new IllegalArgumentException("the interpreted device has no setting " + key);
            }
        }
    }

    /** From now on the nth call of a driver function answers with an error code; replaces what was set before. */
    public void fail(String function, long nth, int code) {
        set("FAIL", function + ":" + nth + "=" + code);
    }

    /** Forgets counts, findings and failures. */
    public void reset() {
        call("alphafairDeviceReset");
    }

    /** As if the process began: all contexts are gone, settings are those of the environment. */
    public void reload() {
        call("alphafairDeviceReload");
    }

    /** What happened since the last reset. */
    public DeviceReport report() {
        try (Arena arena = Arena.ofConfined()) {
            int needed = call("alphafairDeviceReport", MemorySegment.NULL, 0);
            MemorySegment text = arena.allocate(needed);
            call("alphafairDeviceReport", text, needed);
            return new DeviceReport(text.getString(0));
        }
    }

    /** Calls a function that returns int, with pointers, int, long and float arguments as they are given. */
    int call(String function, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case MemorySegment _ -> ADDRESS;
                case Integer _ -> JAVA_INT;
                case Long _ -> JAVA_LONG;
                case Byte _ -> JAVA_BYTE;
                default -> throw new IllegalArgumentException("argument " + i + " of " + function);
            };
        }
        MethodHandle handle = Linker.nativeLinker().downcallHandle(
                symbols.find(function).orElseThrow(() -> new IllegalArgumentException(library + " has no " + function)),
                FunctionDescriptor.of(JAVA_INT, layouts));
        try {
            return (int) handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    SymbolLookup symbols() {
        return symbols;
    }
}
