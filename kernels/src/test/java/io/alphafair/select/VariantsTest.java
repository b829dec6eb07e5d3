package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.contract.BackendContract;
import io.alphafair.testing.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Variants are named after a colon; each is that one or an error. */
class VariantsTest {
    @Test
    void everyVariantOpensUnderItsNameAndAnswersTheSame() {
        for (BackendProvider provider : Backends.available()) {
            for (String variant : provider.variants()) {
                String name = provider.name() + ":" + variant;
                try (Backend backend = Backends.open(name, 2)) {
                    assertEquals(name, backend.name());
                    for (long seed = 0; seed < 100; seed++) {
                        BackendContract.check(backend, seed);
                    }
                }
            }
        }
    }

    @Test
    void theVariantsOfForkJoinAreItsLeaves() {
        assertEquals(List.of("simd", "scalar"), Backends.require("forkjoin").variants());
        for (String leaf : List.of("simd", "scalar")) {
            try (Backend backend = Backends.open("forkjoin:" + leaf, 2)) {
                assertTrue(backend.description().startsWith("2 threads, leaf " + leaf), backend.description());
            }
        }
        try (Backend backend = Backends.open("forkjoin", 2)) {
            assertEquals("forkjoin", backend.name());
        }
    }

    @Test
    void anUnknownVariantIsRefusedWithThoseThatThereAre() {
        assertEquals("backend 'forkjoin' has no variant 'cuda': expected one of simd, scalar",
                refusal("forkjoin:cuda"));
        assertEquals("backend 'scalar' has no variant 'x': expected 'scalar' without a variant", refusal("scalar:x"));
        assertTrue(refusal("nothing:x").startsWith("unknown backend 'nothing:x': expected one of scalar, "));
    }

    private static String refusal(String name) {
        return assertThrows(UnknownBackendException.class, () -> Backends.open(name)).getMessage();
    }

    @Test
    void aNameIsReadAsItIsWritten() {
        for (String name : List.of("simd", "forkjoin:simd", "a:b:c")) {
            assertEquals(name, BackendName.parse(name).toString());
        }
        assertEquals(new BackendName("a", "b:c"), BackendName.parse("a:b:c"));
        assertEquals("backend name 'simd:' has no variant after the colon: expected one, or no colon for the default",
                assertThrows(InvalidInputException.class, () -> Backends.open("simd:")).getMessage());
    }

    /** Opens each argument and prints what it is, or why it is not. */
    static final class OpenMain {
        private OpenMain() {
        }

        public static void main(String[] names) {
            for (String name : names) {
                try (Backend backend = Backends.open(name, 2)) {
                    System.out.println(backend.name() + " is " + backend.description());
                } catch (RuntimeException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void withoutTheVectorModuleTheSimdLeafSaysWhy() {
        ChildJvm.Result result = ChildJvm.java(List.of("-cp", System.getProperty("java.class.path"),
                OpenMain.class.getName(), "forkjoin:simd", "forkjoin:scalar", "forkjoin"));
        List<String> lines = result.output().lines().toList();
        assertEquals(
                "backend 'forkjoin:simd' cannot run here: the module jdk.incubator.vector is not there: start java "
                        + "with --add-modules jdk.incubator.vector",
                lines.get(0));
        assertEquals("forkjoin:scalar is 2 threads, leaf scalar (1 thread, scalar loop)", lines.get(1));
        assertEquals("forkjoin is 2 threads, leaf scalar (1 thread, scalar loop)", lines.get(2));
    }
}
