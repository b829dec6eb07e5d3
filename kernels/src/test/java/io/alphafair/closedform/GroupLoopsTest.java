package io.alphafair.closedform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loops over the groups return the same bits in lanes of any width, without vectors, and interpreted. */
class GroupLoopsTest {
    private static final int MANY = 1_000_000;
    /** An interpreter's, and those of a machine whose fused multiply-add is software. */
    private static final int FEW = 5_000;

    @Test
    void vectorsEqualThePlainLoops() {
        GroupLoops fastest = GroupLoops.forGroups(GroupLoops.WORTHWHILE);
        assertInstanceOf(VectorGroupLoops.class, fastest);
        for (int count : new int[]{1, 2, 3, 7, 8, 9, 15, 16, 17, 300, MANY}) {
            double[] plain = LoopsMain.results(ScalarGroupLoops.INSTANCE, count);
            double[] vectors = LoopsMain.results(fastest, count);
            for (int i = 0; i < plain.length; i++) {
                if (Double.doubleToRawLongBits(plain[i]) != Double.doubleToRawLongBits(vectors[i])) {
                    assertEquals(plain[i], vectors[i], "result " + i + " of " + count + " groups");
                }
            }
        }
    }

    @Test
    void everyJvmGivesTheSameBits() {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        String vectors = "--add-modules=jdk.incubator.vector";
        String plain = child(FEW);
        String digest = plain.substring(plain.indexOf("0 of "));
        assertEquals("ScalarGroupLoops, " + digest, plain);
        assertEquals("VectorGroupLoops, " + digest, child(FEW, vectors, "-XX:UseAVX=2"));
        assertEquals("VectorGroupLoops, " + digest, child(FEW, vectors, "-XX:UseAVX=0"));
        assertEquals("VectorGroupLoops, " + digest, child(FEW, vectors, "-XX:MaxVectorSize=16"));
        assertEquals("ScalarGroupLoops, " + digest, child(FEW, "-Xint"));
        String wide = child(MANY, vectors);
        assertEquals(wide, child(MANY, vectors, "-XX:UseAVX=2"));
    }

    private static String child(int groups, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-Dalphafair.vectors=always", "-cp", System.getProperty("java.class.path"),
                LoopsMain.class.getName(),
                Integer.toString(groups)));
        ChildJvm.Result result = ChildJvm.java(arguments);
        assertEquals(0, result.exitCode(), result.output());
        return result.output().lines().filter(line -> line.contains("digest")).findFirst().orElseThrow();
    }
}
