package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where NVIDIA's compiler is, it takes the same source. */
class NvccTest {
    @Test
    void theKernelsCompileWithoutWarnings(@TempDir Path folder) {
        Require.program("nvcc", "nvcc", "NVIDIA's compiler, to compile the kernels with");
        Path ptx = folder.resolve("alphafair.ptx");
        ChildJvm.Result result = ChildJvm.run(List.of("nvcc", "-arch=sm_75", "-fmad=false", "-std=c++17", "-Werror",
                "all-warnings", "-ptx", "-o", ptx.toString(), "src/main/cuda/alphafair.cu"));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("", result.output());
        assertTrue(Files.exists(ptx));
    }
}
