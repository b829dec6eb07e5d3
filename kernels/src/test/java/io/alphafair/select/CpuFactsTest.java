package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFactsTest {
    @TempDir
    private Path folder;

    private void cache(int index, String level, String size) throws IOException {
        Path cache = Files.createDirectory(folder.resolve("index" + index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }

    @Test
    void linuxTellsTheCachesAndTheVectors() throws IOException {
        cache(0, "1", "32K");
        cache(1, "1", "64M");
        cache(2, "2", "512K");
        cache(3, "3", "32M");
        Files.writeString(folder.resolve("uevent"), "");
        assertEquals(new CpuFacts(256, 512 << 10, 32 << 20),
                CpuFacts.of("processor\t: 0\nflags\t\t: fpu avx2 avx512fp16\n", folder));
        assertEquals(512, CpuFacts.of("flags\t\t: fpu avx2 avx512f\nbugs\t: x\n", folder).vectorBits());
        assertEquals(128, CpuFacts.of("flags\t\t: fpu sse2\n", folder).vectorBits());
        assertEquals(128, CpuFacts.of("Features\t: asimd\n", folder).vectorBits());
    }

    @Test
    void aSecondLevelMayBeTheLast() throws IOException {
        cache(0, "1", "64K");
        cache(1, "2", "4096K");
        assertEquals(new CpuFacts(128, 4 << 20, 4 << 20), CpuFacts.of("", folder));
    }

    @Test
    void whereNothingIsToldTheUsualSizesHold() throws IOException {
        CpuFacts usual = new CpuFacts(128, 1 << 20, 32 << 20);
        assertEquals(usual, CpuFacts.of("", folder));
        assertEquals(usual, CpuFacts.of("", folder.resolve("missing")));
        cache(0, "2", "much");
        assertEquals(usual, CpuFacts.of("", folder));
    }
}
