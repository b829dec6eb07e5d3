package io.alphafair.cli;

import io.alphafair.bench.process.JvmFlags;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fat jar alone in a folder, as it is copied to a machine with a GPU. */
final class CopiedJar {
    private static final Path ROOT = Path.of(System.getProperty("alphafair.root"));

    private CopiedJar() {
    }

    /** Copies it. */
    static void copyTo(Path folder) throws IOException {
        Files.copy(ROOT.resolve("bench/target/benchmarks.jar"), folder.resolve("benchmarks.jar"));
    }

    /** Runs the command from it, with libraries from that path alone. */
    static ChildJvm.Result run(Path folder, Path libraries, List<String> arguments) {
        return run(folder, List.of("LD_LIBRARY_PATH=" + libraries), arguments);
    }

    /** Runs the command from it, with these variables in the environment: {@code NAME=value}. */
    static ChildJvm.Result run(Path folder, List<String> environment, List<String> arguments) {
        return ChildJvm.run(command(folder, environment, arguments));
    }

    /** The command line of the same. */
    static List<String> command(Path folder, List<String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString()));
        command.addAll(environment);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.REQUIRED);
        command.addAll(List.of("-Djmh.ignoreLock=true", "-cp", "benchmarks.jar", "io.alphafair.cli.Main"));
        command.addAll(arguments);
        return command;
    }

    /** The folder of the interpreted device, which the tests of cuda have built. */
    static Path interpretedDevice() throws IOException {
        return built("interpreted-device", "libcuda.so.1");
    }

    /** The folder of the stub of NVML, which the tests of cuda have built. */
    static Path nvmlStub() throws IOException {
        return built("nvml-stub", "libnvidia-ml.so.1");
    }

    private static Path built(String name, String library) throws IOException {
        Path target = ROOT.resolve("cuda/target").resolve(name);
        Optional<Path> found = Optional.empty();
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.walk(target)) {
                found = files.filter(file -> file.endsWith(library))
                        .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
            }
        }
        Require.that("cuda", found.isPresent(),
                library + " is not built in " + name + ": run the tests of cuda first, which need g++ for it");
        return found.get().getParent();
    }
}
