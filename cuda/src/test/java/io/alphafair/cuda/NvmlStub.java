package io.alphafair.cuda;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A management library that always says the same, made by the system's {@code g++}. */
final class NvmlStub {
    private NvmlStub() {
    }

    /** The library; the test is skipped with the reason where it cannot be built. */
    static Path library() {
        Require.program("cuda", "g++", "a C++ compiler, to build the stub of NVML with");
        try {
            Path folder = Files.createDirectories(Path.of("target/nvml-stub"));
            Path made = Files.createTempFile(folder, "nvml", ".so");
            ChildJvm.succeed(List.of("g++", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-o", made.toString(),
                    "src/test/native/nvml/nvml.cpp"));
            return Files.move(made, folder.resolve(Nvml.LIBRARY), StandardCopyOption.ATOMIC_MOVE).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
