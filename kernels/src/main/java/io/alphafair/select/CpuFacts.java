package io.alphafair.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the built-in model knows about the processor.
 *
 * @param vectorBits size of the widest vectors: 512, 256 or 128
 * @param coreBytes size of the second-level cache, which each core has for itself
 * @param sharedBytes size of the largest cache, which cores share
 */
record CpuFacts(int vectorBits, long coreBytes, long sharedBytes) {
    /** Common sizes, for systems that do not tell them: all but Linux, and sandboxes that hide them. */
    private static final long USUAL_CORE_BYTES = 1 << 20;
    private static final long USUAL_SHARED_BYTES = 32 << 20;
    /** Where Linux tells the caches of the first processor. */
    static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    /**
     * The facts as Linux tells them.
     *
     * @param cpuInfo the start of {@code /proc/cpuinfo}; empty if there is none
     * @param caches the folder with the folders {@code index0}, {@code index1} … for a cache each; it need not exist
     */
    static CpuFacts of(String cpuInfo, Path caches) {
        long core = 0;
        long largest = 0;
        try {
            for (int index = 0;; index++) {
                Path cache = caches.resolve("index".concat(Integer.toString(index)));
                if (!Files.isDirectory(cache)) {
                    break;
                }
                String level = read(cache, "level");
                // The first level is small, and the only one that is split into instructions and data.
                if (!level.equals("1")) {
                    long bytes = bytes(read(cache, "size"));
                    largest = Math.max(largest, bytes);
                    if (level.equals("2")) {
                        core = bytes;
                    }
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Hidden in part, or emulated, in a sandbox: as if nothing was told.
            return new CpuFacts(vectorBits(cpuInfo), USUAL_CORE_BYTES, USUAL_SHARED_BYTES);
        }
        return core == 0
                ? new CpuFacts(vectorBits(cpuInfo), USUAL_CORE_BYTES, USUAL_SHARED_BYTES)
                : new CpuFacts(vectorBits(cpuInfo), core, largest);
    }

    private static String read(Path cache, String file) throws IOException {
        return Files.readString(cache.resolve(file)).strip();
    }

    /** As in {@code 32768K}. */
    private static long bytes(String size) {
        int last = size.length() - 1;
        if (last < 0) {
            throw new NumberFormatException("an empty size");
        }
        int shift = switch (size.charAt(last)) {
            case 'K' -> 10;
            case 'M' -> 20;
            default -> 0;
        };
        return Long.parseLong(shift == 0 ? size : size.substring(0, last)) << shift;
    }

    /** Other processors than those of x86 have vectors of 128 bits at least. */
    private static int vectorBits(String cpuInfo) {
        for (String line : cpuInfo.split("\n")) {
            if (line.startsWith("flags")) {
                String flags = line.concat(" ");
                return flags.contains(" avx512f ") ? 512 : flags.contains(" avx2 ") ? 256 : 128;
            }
        }
        return 128;
    }
}
