package io.alphafair.cuda.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the interpreted device saw: resources that live, calls, counts of each kernel, and what its checks found. */
public final class DeviceReport {
    private static final List<String> RESOURCES = List.of("contexts", "allocations", "streams", "events", "modules",
            "host-allocations");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    DeviceReport(String text) {
        for (String line : text.lines().toList()) {
            if (line.startsWith("finding ")) {
                findings.add(line.substring("finding ".length()));
            } else if (line.startsWith("fault ")) {
                faults.add(line.substring("fault ".length()));
            } else {
                int space = line.lastIndexOf(' ');
                counts.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
            }
        }
    }

    /** Races, uninitialised reads and diverging threads: check, kernel, block, thread, PTX line, instruction, reason. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** What ended a launch, and modules that were refused, in words. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many resources of the kind live: contexts, allocations, streams, events, modules, host-allocations ... */
    public long live(String resource) {
        return counts.get(resource);
    }

    /** All resources that somebody still has to release. */
    public long live() {
        return RESOURCES.stream().mapToLong(this::live).sum();
    }

    /** Resources that were alive when their context was destroyed. */
    public long abandoned() {
        return counts.get("abandoned");
    }

    /** Bytes copied from the host to the device. */
    public long bytesToDevice() {
        return counts.get("bytes-to-device");
    }

    /** Bytes copied from the device to the host. */
    public long bytesToHost() {
        return counts.get("bytes-to-host");
    }

    /** How often a driver function was called, by its symbol: {@code cuMemAlloc_v2}. */
    public long calls(String function) {
        return counts.getOrDefault("call " + function, 0L);
    }

    /** The driver functions that were called. */
    public SortedSet<String> functions() {
        return second("call ");
    }

    /** The kernels that were launched. */
    public SortedSet<String> kernels() {
        return second("kernel ");
    }

    private SortedSet<String> second(String prefix) {
        SortedSet<String> names = new TreeSet<>();
        counts.keySet().stream().filter(name -> name.startsWith(prefix)).forEach(name -> names.add(name.split(" ")[1]));
        return names;
    }

    /**
     * A sum over the launches of a kernel: launches, threads, instructions, global-read and global-written (bytes by ld and
     * st), shared-read, shared-written, global-atomics, shared-atomics.
     */
    public long kernel(String kernel, String counter) {
        return counts.getOrDefault("kernel " + kernel + " " + counter, 0L);
    }

    /** How many instructions a kernel executed whose name, such as {@code div.rn.f64}, fulfils the predicate. */
    public long executed(String kernel, Predicate<String> instruction) {
        String prefix = "kernel " + kernel + " executed ";
        return counts.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix) && instruction.test(e.getKey().substring(prefix.length())))
                .mapToLong(Map.Entry::getValue).sum();
    }

    @Override
    public String toString() {
        return "live=" + live() + " abandoned=" + abandoned() + " findings=" + findings + " faults=" + faults;
    }
}
