package io.alphafair.bench.record;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hardware and its system, named by model and never by host. Linux tells it in /proc and /sys; elsewhere most of it is
 * "unknown".
 *
 * @param cpus processors the JVM may use
 * @param memoryBytes main memory; 0 if unknown
 * @param virtualMachine whether a hypervisor announces itself
 * @param frequencyGovernor the first processor's; "unknown" where the system does not tell
 * @param hugePages the setting of transparent huge pages; "unknown" where there is none
 */
public record Machine(String cpu, String architecture, int cpus, List<Cache> caches, long memoryBytes, String os,
        String kernel, boolean virtualMachine, String frequencyGovernor, String hugePages) {
    private static final String UNKNOWN = "unknown";

    /**
     * A cache that the first processor uses.
     *
     * @param type Data, Instruction or Unified
     * @param sharedBy how many processors share it
     */
    public record Cache(int level, String type, String size, int sharedBy) {}

    /** This machine. */
    public static Machine here() {
        return read(Path.of("/"));
    }

    /** @param root "/", or a folder that stands for it in a test */
    static Machine read(Path root) {
        String cpuInfo = text(root.resolve("proc/cpuinfo"));
        String architecture = System.getProperty("os.arch");
        return new Machine(field(cpuInfo, "model name").or(() -> field(cpuInfo, "CPU part"))
                .orElse(UNKNOWN + " " + architecture), architecture, Runtime.getRuntime().availableProcessors(),
                caches(root.resolve("sys/devices/system/cpu/cpu0/cache")),
                field(text(root.resolve("proc/meminfo")), "MemTotal")
                        .map(value -> Long.parseLong(value.replaceAll("\\D", "")) * 1024).orElse(0L),
                first("(?m)^PRETTY_NAME=\"?([^\"\\n]+)", text(root.resolve("etc/os-release")))
                        .orElse(System.getProperty("os.name")),
                System.getProperty("os.version"),
                field(cpuInfo, "flags").filter(flags -> (" " + flags + " ").contains(" hypervisor ")).isPresent(),
                first("(\\S+)", text(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")))
                        .orElse(UNKNOWN),
                first("\\[(\\w+)]", text(root.resolve("sys/kernel/mm/transparent_hugepage/enabled")))
                        .orElse(UNKNOWN));
    }

    private static List<Cache> caches(Path folder) {
        List<Cache> caches = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return caches;
        }
        try (DirectoryStream<Path> indices = Files.newDirectoryStream(folder, "index*")) {
            for (Path index : indices) {
                caches.add(new Cache(Integer.parseInt(Files.readString(index.resolve("level")).strip()),
                        Files.readString(index.resolve("type")).strip(),
                        Files.readString(index.resolve("size")).strip(),
                        members(Files.readString(index.resolve("shared_cpu_list")).strip())));
            }
        } catch (IOException e) {
            // A sandbox may hide a part of /sys: then none is better than some.
            return List.of();
        }
        caches.sort(Comparator.comparingInt(Cache::level).thenComparing(Cache::type));
        return caches;
    }

    /** The size of a list like {@code 0-3,8}. */
    private static int members(String list) {
        int members = 0;
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            members += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
        }
        return members;
    }

    private static Optional<String> field(String text, String name) {
        return first("(?m)^" + name + "\\s*:\\s*(.+)$", text);
    }

    private static Optional<String> first(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().map(found -> found.group(1).strip());
    }

    /** Empty where it is not this system, or not allowed: the record says unknown. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** The processor's model as a part of a folder's name, as in {@code amd-epyc-9b14}. */
    public String slug() {
        return cpu.toLowerCase(Locale.ROOT).replaceAll("\\((r|tm)\\)|@.*|\\bcpu\\b|\\bprocessor\\b|\\d+-core", " ")
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** Whether times taken there belong with times taken here, and a run begun there can go on here. */
    public boolean isLike(Machine other) {
        return cpu.equals(other.cpu) && architecture.equals(other.architecture) && cpus == other.cpus;
    }
}
