package io.alphafair.select;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The machine as far as times depend on it.
 *
 * @param cpu the processor's model; where the system does not tell, its architecture
 * @param processors that the JVM may use
 */
public record Host(String cpu, int processors) {
    /** What holds the first processor's model and flags; the rest of a large machine's file takes long to make. */
    private static final int START_OF_FILE = 4096;
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This machine. */
    public static Host here() {
        return new Host(model(cpuInfo(), System.getenv(), System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors());
    }

    /** What Linux says about the first processor; empty where nothing does. */
    static String cpuInfo() {
        try (InputStream file = Files.newInputStream(CPU_INFO)) {
            return new String(file.readNBytes(START_OF_FILE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Not Linux, or hidden in a sandbox: the model comes from elsewhere.
            return "";
        }
    }

    /** Linux on x86 names the model, on ARM a part number; Windows has a variable. */
    static String model(String cpuInfo, Map<String, String> environment, String architecture) {
        for (String line : cpuInfo.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && (line.startsWith("model name") || line.startsWith("CPU part"))) {
                return line.substring(colon + 1).strip();
            }
        }
        return environment.getOrDefault("PROCESSOR_IDENTIFIER", architecture);
    }
}
