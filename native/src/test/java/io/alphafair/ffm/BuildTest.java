package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the library is built, and what is in it. */
class BuildTest {
    private static final String SCRIPT = "src/main/c/build.sh";

    @TempDir
    private Path folder;

    @Test
    void withoutACompilerTheBuildGoesOnWithoutTheLibrary() throws IOException {
        ChildJvm.Result result = ChildJvm.run(List.of("bash", SCRIPT, folder.toString(), "no-such-cc"));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("there is no compiler 'no-such-cc': built without the native library", result.output().strip());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void whatDoesNotCompileFailsTheBuild() throws IOException {
        Require.program("cc", "cc", "which compiles the library");
        ChildJvm.Result result = ChildJvm.run(List.of("bash", SCRIPT, folder.toString(), "cc", "-DLABEL=nothing"));
        assertNotEquals(0, result.exitCode());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static Path library() throws IOException {
        Natives.require();
        return LibraryFile.unpack(Natives.content(), "library.so", Path.of("target", "unpacked"));
    }

    @Test
    void itNeedsNothingButWhatCopiesAndFillsMemory() throws IOException {
        Require.program("cc", "nm", "which lists symbols");
        ChildJvm.Result undefined = ChildJvm.run(List.of("nm", "-D", "--undefined-only", library().toString()));
        assertEquals(0, undefined.exitCode(), undefined.output());
        assertTrue(List.of("memcpy", "memmove", "memset").containsAll(undefined.output().lines()
                .map(line -> line.strip().split(" ")[1]).toList()), undefined.output());
        ChildJvm.Result defined = ChildJvm.run(List.of("nm", "-D", "--defined-only", library().toString()));
        assertEquals(new TreeSet<>(List.of("alphafair_clear", "alphafair_library", "alphafair_scan",
                "alphafair_select")),
                defined.output().lines().map(line -> line.split(" ")[2])
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Before the CPU was asked, and in the baseline, no instruction is newer than SSE2; none contracts where it may not. */
    @Test
    void eachVariantHasItsInstructionsOnly() throws IOException {
        Require.program("cc", "objdump", "which disassembles");
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the variants are those of x86-64");
        ChildJvm.Result all = ChildJvm
                .run(List.of("objdump", "-d", "--no-show-raw-insn", "--no-addresses", library().toString()));
        assertEquals(0, all.exitCode(), all.output());
        String function = "";
        int newer = 0;
        for (String line : all.output().lines().toList()) {
            if (line.startsWith("<")) {
                function = line.substring(1, line.indexOf('>'));
            }
            if (function.startsWith("alphafair_") || function.endsWith("_baseline")) {
                assertFalse(line.matches(".*%[yz]mm.*|\\s+v[a-z].*"), function + ": " + line);
            } else if (function.endsWith("_avx2")) {
                assertFalse(line.matches(".*%(zmm|k[0-7]|xmm(1[6-9]|2\\d|3[01])).*"), function + ": " + line);
            }
            newer += line.contains("%zmm") ? 1 : 0;
        }
        assertTrue(newer > 100, "the AVX-512 variant has " + newer + " instructions with 512 bits");
    }
}
