package io.alphafair.bench.record;

import io.alphafair.bench.record.Machine.Cache;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Linux tells of the machine in /proc and /sys; elsewhere most of it is "unknown". */
final class MachineProbe {
    private static final String UNKNOWN = "unknown";

    private final Path root;

    /** @param root "/", or a folder that stands for it in a test */
    MachineProbe(Path root) {
        this.root = root;
    }

    static Machine probe() {
        return new MachineProbe(Path.of("/")).read();
    }

    Machine read() {
        String cpuInfo = text("proc/cpuinfo").orElse("");
        return new Machine(field(cpuInfo, "model name").or(() -> field(cpuInfo, "CPU part"))
                .orElse(UNKNOWN + " " + System.getProperty("os.arch")), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), caches(), memory(),
                text("etc/os-release").flatMap(MachineProbe::prettyName).orElse(System.getProperty("os.name")),
                System.getProperty("os.version"),
                field(cpuInfo, "flags").filter(flags -> (" " + flags + " ").contains(" hypervisor ")).isPresent(),
                text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").orElse(UNKNOWN).strip(),
                text("sys/kernel/mm/transparent_hugepage/enabled").flatMap(MachineProbe::bracketed).orElse(UNKNOWN));
    }

    private long memory() {
        return text("proc/meminfo").flatMap(info -> field(info, "MemTotal"))
                .map(value -> Long.parseLong(value.replaceAll("\\D", "")) * 1024).orElse(0L);
    }

    private List<Cache> caches() {
        List<Cache> caches = new ArrayList<>();
        Path folder = root.resolve("sys/devices/system/cpu/cpu0/cache");
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
    static int members(String list) {
        int members = 0;
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            members += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
        }
        return members;
    }

    private static Optional<String> field(String text, String name) {
        return first(Pattern.compile("(?m)^" + Pattern.quote(name) + "\\s*:\\s*(.+)$"), text);
    }

    private static Optional<String> prettyName(String release) {
        return first(Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\\n]+)"), release);
    }

    private static Optional<String> bracketed(String setting) {
        return first(Pattern.compile("\\[(\\w+)]"), setting);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private Optional<String> text(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)));
        } catch (IOException e) {
            // Not this system, or not allowed: the record says unknown.
            return Optional.empty();
        }
    }
}
