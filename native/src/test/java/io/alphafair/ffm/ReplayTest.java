package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.GeneratedProblem;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C outside the JVM, with problems and scalar's answers in a file: under AddressSanitizer and UBSan, and compiled for
 * another CPU.
 */
@Tag("long")
class ReplayTest {
    private static final int GENERATED = 5000;
    /** Fewer, because an emulated CPU is some ten times as slow. */
    private static final int EMULATED = 500;
    private static final String CROSS_COMPILER = "aarch64-linux-gnu-gcc";

    @TempDir
    private Path folder;

    /** The JVM could not load a library that was compiled for the sanitizers. */
    @Test
    void nothingOutsideTheOperandsIsTouched() throws IOException {
        Require.program("cc", "cc", "which compiles the replay");
        String sanitizers = "-fsanitize=address,undefined";
        replay(GENERATED, List.of("cc", sanitizers, "-fno-sanitize-recover=all", "-g"), List.of());
    }

    @Test
    void theLoopsOfAarch64AnswerAsScalar() throws IOException {
        Require.program("aarch64", CROSS_COMPILER, "which compiles for aarch64; install gcc-aarch64-linux-gnu");
        Require.program("aarch64", "qemu-aarch64", "which runs programs for aarch64; install qemu-user");
        replay(EMULATED, List.of(CROSS_COMPILER), List.of("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"));
    }

    /**
     * Compiles the library and the program, and runs it.
     *
     * @param generated problems to replay, beside the chosen ones
     * @param compiler with its arguments
     * @param runner what runs the program; empty for this CPU
     */
    private void replay(int generated, List<String> compiler, List<String> runner) throws IOException {
        Path problems = folder.resolve("problems");
        int count = write(generated, problems);
        List<String> build = new ArrayList<>(List.of("bash", "src/main/c/build.sh", folder.toString()));
        build.addAll(compiler);
        ChildJvm.succeed(build);
        Path library;
        try (var files = Files.find(folder, 2, (file, ignored) -> file.toString().endsWith("libalphafair.so"))) {
            library = files.findFirst().orElseThrow();
        }
        Path program = folder.resolve("replay");
        List<String> link = new ArrayList<>(compiler);
        link.addAll(List.of("-std=c17", "-O1", "src/test/c/replay.c", library.toString(),
                "-Wl,-rpath," + library.getParent(), "-o", program.toString()));
        ChildJvm.succeed(link);
        List<String> run = new ArrayList<>(runner);
        run.addAll(List.of(program.toString(), problems.toString()));
        ChildJvm.Result result = ChildJvm.run(run);
        assertEquals(count + " problems", result.output().strip());
        assertEquals(0, result.exitCode());
    }

    private static int write(int generated, Path file) throws IOException {
        int count = 0;
        try (OutputStream out = Files.newOutputStream(file); Backend scalar = Backends.open("scalar")) {
            for (int seed = 0; seed < generated; seed++) {
                try (Items items = new GeneratedProblem(seed).items()) {
                    write(items, scalar, seed % 3 == 0, out);
                    count++;
                }
            }
            for (Shape shape : Shape.values()) {
                // Blocks that are scanned at several places.
                try (Items items = Problems.make(shape, 37_000, 5, 16, 1)) {
                    write(items, scalar, false, out);
                    count++;
                }
            }
            for (int t : new int[]{1, 2, 3, 5, 7, 8, 16, 17, 33, 64, 600, 5000}) {
                for (int k : new int[]{1, 16, 60, 300, 17_000}) {
                    int n = Math.max(k + 5, 12_000 / t + 3);
                    if ((long) n * t < 100_000) {
                        try (Items items = Problems.make(Shape.values()[count % Shape.values().length], n, t, k, t)) {
                            write(items, scalar, false, out);
                            count++;
                        }
                    }
                }
            }
        }
        return count;
    }

    private static void write(Items items, Backend scalar, boolean runnerUp, OutputStream out) throws IOException {
        PartialBest expected = new PartialBest(items.groupCount(), 0, runnerUp);
        try (Prepared prepared = scalar.prepare(items)) {
            prepared.accumulate(0, items.individualCount(), expected);
        }
        ByteBuffer header = ByteBuffer.allocate(7 * Long.BYTES).order(ByteOrder.nativeOrder());
        header.putLong(items.individualCount()).putLong(items.itemCount()).putLong(items.groupCount())
                .putLong(NativePrepared.shape(items, items.benefit()))
                .putLong(NativePrepared.shape(items, items.cost())).putLong(runnerUp ? 1 : 0)
                .putLong(expected.hasOffender() ? 0 : 1);
        out.write(header.array());
        out.write(bytes(items.benefit().segment()));
        out.write(bytes(items.cost().segment()));
        out.write(bytes(items.groups().segment()));
        for (int group = 0; group < items.groupCount(); group++) {
            out.write(items.groups().groupSize(group) == 0 ? 1 : 0);
        }
        out.write(bytes(expected.memory().thresholds()));
        out.write(bytes(expected.memory().places()));
        if (runnerUp) {
            out.write(bytes(expected.memory().best()));
        }
    }

    private static byte[] bytes(MemorySegment segment) {
        byte[] bytes = new byte[Math.toIntExact(segment.byteSize())];
        MemorySegment.copy(segment, 0, MemorySegment.ofArray(bytes), 0, bytes.length);
        return bytes;
    }
}
