package io.alphafair.cuda.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lanes, atomics and vectors give, in every order of threads. */
class WarpOperationsTest {
    private static final String EACH = """
            ld.param.u64 %d0, [p0];
            mov.u32 %r0, %tid.x;
            mul.wide.u32 %d1, %r0, 4;
            add.s64 %d1, %d0, %d1;
            BODY
            st.global.u32 [%d1], %r1;
            """;

    private static void check(String body, IntUnaryOperator expected) {
        InterpretedDevice device = InterpretedDevice.load();
        for (int seed = 0; seed < 3; seed++) {
            device.set("SEED", seed);
            try (DriverSession session = new DriverSession(device)) {
                long out = session.upload(new byte[4 * 64]);
                session.run(Ptx.kernel(1, EACH.replace("BODY", body)), 1, 64, out);
                assertArrayEquals(IntStream.range(0, 64).map(expected).toArray(), session.downloadInts(out, 64), body);
                assertEquals(List.of(), device.report().findings());
            }
        }
    }

    @Test
    void shufflesAsTheManualSays() {
        check("shfl.sync.bfly.b32 %r1, %r0, 5, 31, -1;", t -> t ^ 5);
        check("shfl.sync.bfly.b32 %r1, %r0, 16, 31, -1;", t -> t ^ 16);
        // Segments of 8 lanes: c = 31 clamp, segment mask 24 in bits 8 to 12; a lane above the segment is not read.
        check("shfl.sync.bfly.b32 %r1, %r0, 3, 6175, -1;", t -> t ^ 3);
        check("shfl.sync.bfly.b32 %r1, %r0, 9, 6175, -1;", t -> (t & 8) == 0 ? t : t ^ 9);
        check("shfl.sync.idx.b32 %r1, %r0, 0, 31, -1;", t -> t & 32);
        check("shfl.sync.idx.b32 %r1, %r0, 37, 31, -1;", t -> (t & 32) + 5);
        // Lane 3 of each segment of 8; and only lanes up to 2 may be read.
        check("shfl.sync.idx.b32 %r1, %r0, 11, 6175, -1;", t -> (t & 56) + 3);
        check("shfl.sync.idx.b32 %r1, %r0, 3, 2, -1;", t -> t);
    }

    @Test
    void aThreadKnowsItsPlace() {
        check("mov.u32 %r1, %tid.x;", t -> t);
        check("mov.u32 %r1, %ntid.x;", t -> 64);
        check("mov.u32 %r1, %ctaid.x;", t -> 0);
        check("mov.u32 %r1, %nctaid.x;", t -> 1);
    }

    @Test
    void aDoubleWordComesApart() {
        check("mov.u64 %d2, 0x500000003;\n{ .reg .b32 low; mov.b64 {low, %r1}, %d2; }", t -> 5);
        check("mov.u64 %d2, 0x500000003;\nmov.b64 {%r1, %r2}, %d2;", t -> 3);
    }

    @Test
    void atomicsReturnWhatWasThere() {
        InterpretedDevice device = InterpretedDevice.load();
        String[] forms = {"add.u32", "min.u32", "max.u32", "exch.b32"};
        int[] operand = {7, -7, -7, 9};
        int[] after = {12, 5, -7, 9};
        for (String space : new String[]{"global", "shared"}) {
            for (int i = 0; i < forms.length; i++) {
                for (int bits : new int[]{32, 64}) {
                    String form = space + "." + forms[i].replace("32", "" + bits);
                    try (DriverSession session = new DriverSession(device)) {
                        long data = session.upload(0, 0);
                        session.run(Ptx.kernel(".shared .align 8 .b8 s[8];", 1, """
                                ld.param.u64 %d0, [p0];
                                mov.u64 %d3, ADDRESS;
                                st.SPACE.u64 [%d3], 5;
                                mov.u64 %d2, 0;
                                cvt.u32.u64 %r0, %d2;
                                atom.FORM REGISTER, [%d3], OPERAND;
                                ld.volatile.SPACE.u64 %d1, [%d3];
                                st.global.u64 [%d0], %d1;
                                st.global.bBITS [%d0+8], REGISTER;
                                """.replace("ADDRESS", space.equals("global") ? "%d0" : "s").replace("SPACE", space)
                                .replace("FORM", form).replace("REGISTER", bits == 64 ? "%d2" : "%r0")
                                .replace("OPERAND", "" + operand[i]).replace("BITS", "" + bits)), 1, 1, data);
                        long[] found = session.download(data, 2);
                        assertEquals(after[i], bits == 64 ? found[0] : (int) found[0], form);
                        assertEquals(5, found[1], form);
                    }
                }
            }
        }
    }

    @Test
    void atomicsOfManyThreadsLoseNothing() {
        InterpretedDevice device = InterpretedDevice.load();
        try (DriverSession session = new DriverSession(device)) {
            long sum = session.upload(0);
            session.run(Ptx.kernel(1, "ld.param.u64 %d0, [p0];\natom.global.add.u64 %d1, [%d0], 3;"), 4, 64, sum);
            assertEquals(3 * 4 * 64, session.download(sum, 1)[0]);
        }
    }
}
