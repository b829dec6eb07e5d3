package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.SparseProblem;
import io.alphafair.testing.TruncatedMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are larger than memory, or get shorter while they are mapped. */
@Tag("long")
class MappedFileTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void requireTheLibrary() {
        Natives.require();
    }

    @Test
    void aFileLargerThanMemoryIsRead() throws IOException {
        SparseProblem.check(folder,
                List.of(new NativeBackend(null), new ForkJoinBackend(new NativeBackend(null), 2)));
    }

    /** A signal in C cannot become an exception: what {@code Npy.readMatrix} says is what happens. */
    @ParameterizedTest
    @ValueSource(strings = {"native", "forkjoin:native"})
    void aFileThatGetsShorterWhileCReadsItEndsTheJvm(String backend) {
        ChildJvm.Result result = ChildJvm.java(List.of("--enable-native-access=ALL-UNNAMED",
                "-Dalphafair.vectors=always", "-XX:ErrorFile=" + folder.resolve("error.log"),
                "-XX:-CreateCoredumpOnCrash", "-cp", System.getProperty("java.class.path"),
                TruncatedMain.class.getName(), folder.toString(), backend));
        assertNotEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("SIGBUS"), result.output());
        assertTrue(result.output().contains("[libalphafair.so"), result.output());
    }

    /** Before C is linked the plain loop reads, which throws. */
    @Test
    void aFileThatGetsShorterWhileThePlainLoopReadsItIsAnInternalError() {
        ChildJvm.Result result = ChildJvm.java(List.of("--enable-native-access=ALL-UNNAMED",
                "-Dalphafair.vectors=never", "-cp", System.getProperty("java.class.path"),
                TruncatedMain.class.getName(), folder.toString(), "native"));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(9, result.output().lines().filter(line -> line.endsWith("calls: InternalError")).count(),
                result.output());
    }
}
