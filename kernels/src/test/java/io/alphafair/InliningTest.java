package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which methods of the hot passes are too large to be inlined; {@code DoubleIntFilter} says why that matters.
 */
class InliningTest {
    /** The default of {@code -XX:FreqInlineSize} on x86 and AArch64, in bytes. */
    private static final int LIMIT = 325;
    /** Loops over a block, a chunk of rows or all groups: each call runs for much longer than a call takes. */
    private static final Set<String> TOO_LARGE = Set.of("DoubleIntFilter.withSelected", "DoubleIntFilter.withRows",
            "DoubleIntFilter.withLongRows", "DoubleIntFilter.withPairs", "DoubleIntFilter.withSpread",
            "DoubleIntTable.fetch", "DoubleIntTable.scan", "VectorGroupLoops.exponents",
            "VectorGroupLoops.exponentials", "PlainScan.accumulate", "SelectionPass.look");

    private static void addTooLarge(Path file, Set<String> found) {
        ClassModel model;
        try {
            model = ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
        String name = file.getFileName().toString().replace(".class", "");
        for (MethodModel method : model.methods()) {
            if (method.code().isPresent() && ((CodeAttribute) method.code().get()).codeLength() > LIMIT) {
                found.add(name + "." + method.methodName().stringValue());
            }
        }
    }

    @Test
    void onlyLongLoopsAreTooLargeToBeInlined() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String folder : new String[]{"simd", "closedform", "backend", "scalar", "forkjoin"}) {
            try (Stream<Path> files = Files.list(Path.of("target/classes/io/alphafair", folder))) {
                files.filter(file -> file.toString().endsWith(".class")).forEach(file -> addTooLarge(file, found));
            }
        }
        assertEquals(new TreeSet<>(TOO_LARGE), found);
    }
}
