package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NVIDIA's assembler, from Maven Central, takes the PTX for every generation of devices. */
class PtxAssemblesTest {
    /** Two blocks of 256 threads run on a multiprocessor even so. */
    private static final int MOST_REGISTERS = 128;
    private static final Pattern REGISTERS = Pattern.compile("Used (\\d+) registers");
    private static final Pattern SPILLS = Pattern
            .compile("(\\d+) bytes stack frame, (\\d+) bytes spill stores, (\\d+) bytes spill loads");

    /** A JVM of its own: JCuda unpacks the library to its temporary folder. */
    @ParameterizedTest
    @ValueSource(strings = {"sm_60", "sm_70", "sm_75", "sm_80", "sm_86", "sm_89", "sm_90"})
    void withoutSpillsAndWithinTheRegisterCap(String target, @TempDir Path folder) {
        ChildJvm.Result result = ChildJvm.java(List.of("--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"),
                PtxAssembler.class.getName(), target));
        assertEquals(0, result.exitCode(), result.output());
        int kernels = 0;
        Matcher registers = REGISTERS.matcher(result.output());
        while (registers.find()) {
            kernels++;
            assertTrue(Integer.parseInt(registers.group(1)) <= MOST_REGISTERS, result.output());
        }
        assertEquals(20, kernels, result.output());
        Matcher spills = SPILLS.matcher(result.output());
        while (spills.find()) {
            assertEquals("0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads", spills.group());
            kernels--;
        }
        assertEquals(0, kernels, "a report of spills a kernel: " + result.output());
    }
}
