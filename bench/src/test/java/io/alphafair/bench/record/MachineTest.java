package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    @TempDir
    private Path root;

    private void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    @Test
    void readsWhatLinuxTells() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Test CPU\nflags\t\t: fpu hypervisor avx2\n");
        file("proc/meminfo", "MemTotal:       1024 kB\nMemFree: 1 kB\n");
        file("etc/os-release", "NAME=\"T\"\nPRETTY_NAME=\"Test OS 1\"\n");
        file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        for (int level = 2; level >= 1; level--) {
            String index = "sys/devices/system/cpu/cpu0/cache/index" + level + "/";
            file(index + "level", level + "\n");
            file(index + "type", "Unified\n");
            file(index + "size", level + "K\n");
            file(index + "shared_cpu_list", "0-3,8\n");
        }
        Machine machine = Machine.read(root);
        assertEquals("Test CPU", machine.cpu());
        assertEquals(1024 * 1024, machine.memoryBytes());
        assertEquals("Test OS 1", machine.os());
        assertEquals("madvise", machine.hugePages());
        assertEquals("performance", machine.frequencyGovernor());
        assertTrue(machine.virtualMachine());
        assertEquals(List.of(new Machine.Cache(1, "Unified", "1K", 5), new Machine.Cache(2, "Unified", "2K", 5)),
                machine.caches());
    }

    @Test
    void whatIsHiddenIsUnknown() {
        Machine machine = Machine.read(root);
        assertTrue(machine.cpu().startsWith("unknown"), machine.cpu());
        assertEquals(List.of(), machine.caches());
        assertEquals(0, machine.memoryBytes());
    }

    @ParameterizedTest
    @CsvSource({"AMD EPYC 9B14,amd-epyc-9b14", "Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz,intel-xeon-e5-2680-v4",
            "AMD Ryzen 9 7950X 16-Core Processor,amd-ryzen-9-7950x", "unknown aarch64,unknown-aarch64"})
    void aFolderNamesTheModel(String cpu, String slug) {
        assertEquals(slug, new Machine(cpu, "", 1, List.of(), 0, "", "", false, "", "").slug());
    }
}
