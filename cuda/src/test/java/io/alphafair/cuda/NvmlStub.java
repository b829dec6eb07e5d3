package io.alphafair.cuda;

import io.alphafair.contract.ChildJvm;
import io.alphafair.contract.Require;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A management library that always says the same, made by the system's {@code g++}. */
final class NvmlStub {
    private NvmlStub() {
    }

    /** The library; the test is skipped with the reason where it cannot be built. */
    static Path library() {
        Require.that("cuda",
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "g++"))),
                "no C++ compiler 'g++' to build the stub of NVML with");
        try {
            Path folder = Files.createDirectories(Path.of("target/nvml-stub"));
            Path made = Files.createTempFile(folder, "nvml", ".so");
            ChildJvm.Result compiled = ChildJvm.run(List.of("g++", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror",
                    "-o", made.toString(), "src/test/native/nvml/nvml.cpp"));
            if (compiled.exitCode() != 0) {
                throw new IllegalStateException(compiled.output());
            }
            return Files.move(made, folder.resolve(Nvml.LIBRARY), StandardCopyOption.ATOMIC_MOVE).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
