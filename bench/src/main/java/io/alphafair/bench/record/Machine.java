package io.alphafair.bench.record;

import java.util.List;
import java.util.Locale;

/**
 * The hardware and its system, named by model and never by host.
 *
 * @param cpus processors the JVM may use
 * @param memoryBytes main memory; 0 if unknown
 * @param virtualMachine whether a hypervisor announces itself
 * @param frequencyGovernor the first processor's; "unknown" where the system does not tell
 * @param hugePages the setting of transparent huge pages; "unknown" where there is none
 */
public record Machine(String cpu, String architecture, int cpus, List<Cache> caches, long memoryBytes, String os,
        String kernel, boolean virtualMachine, String frequencyGovernor, String hugePages) {
    /**
     * A cache that the first processor uses.
     *
     * @param type Data, Instruction or Unified
     * @param sharedBy how many processors share it
     */
    public record Cache(int level, String type, String size, int sharedBy) {}

    /** This machine. */
    public static Machine here() {
        return MachineProbe.probe();
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
