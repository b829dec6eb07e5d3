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
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C under AddressSanitizer and UBSan, which the JVM could not be loaded into: problems and scalar's answers in a file. */
@Tag("long")
class ReplayTest {
    private static final int GENERATED = 5000;

    @TempDir
    private Path folder;

    @Test
    void nothingOutsideTheOperandsIsTouched() throws IOException {
        Require.program("cc", "cc", "which compiles the replay");
        Path problems = folder.resolve("problems");
        int count = write(problems);
        String sanitizers = "-fsanitize=address,undefined";
        ChildJvm.succeed(List.of("bash", "src/main/c/build.sh", folder.toString(), "cc", sanitizers,
                "-fno-sanitize-recover=all", "-g"));
        Path library;
        try (var files = Files.find(folder, 2, (file, ignored) -> file.toString().endsWith("libalphafair.so"))) {
            library = files.findFirst().orElseThrow();
        }
        Path program = folder.resolve("replay");
        ChildJvm.succeed(List.of("cc", "-std=c17", "-O1", "-g", sanitizers, "-fno-sanitize-recover=all",
                "src/test/c/replay.c", library.toString(), "-Wl,-rpath," + library.getParent(), "-o",
                program.toString()));
        ChildJvm.Result result = ChildJvm.run(List.of(program.toString(), problems.toString()));
        assertEquals(count + " problems", result.output().strip());
        assertEquals(0, result.exitCode());
    }

    private static int write(Path file) throws IOException {
        int count = 0;
        try (OutputStream out = Files.newOutputStream(file); Backend scalar = Backends.open("scalar")) {
            for (int seed = 0; seed < GENERATED; seed++) {
                try (Items items = new GeneratedProblem(seed).items()) {
                    write(items, scalar, seed % 3 == 0, out);
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
