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
        check("shfl.sync.idx.b32 %r1, %r0, 7, 31, -1;", t -> t & 32 | 7);
        check("shfl.sync.up.b32 %r1, %r0, 3, 0, -1;", t -> (t & 31) < 3 ? t : t - 3);
        check("shfl.sync.down.b32 %r1, %r0, 3, 31, -1;", t -> (t & 31) > 28 ? t : t + 3);
        // Segments of 8 lanes: c = 31 clamp, segment mask 24 in bits 8 to 12.
        check("shfl.sync.down.b32 %r1, %r0, 2, 6175, -1;", t -> (t & 7) > 5 ? t : t + 2);
        check("shfl.sync.idx.b32 %r1, %r0, 1, 6175, -1;", t -> t & ~7 | 1);
        check("shfl.sync.down.b32 %r2|%p1, %r0, 3, 31, -1;\nselp.u32 %r1, 1, 0, %p1;", t -> (t & 31) > 28 ? 0 : 1);
    }

    @Test
    void votes() {
        String odd = "and.b32 %r2, %r0, 1;\nsetp.ne.u32 %p1, %r2, 0;\n";
        check(odd + "vote.sync.ballot.b32 %r1, %p1, -1;", t -> 0xaaaaaaaa);
        check(odd + "vote.sync.any.pred %p2, %p1, -1;\nselp.u32 %r1, 1, 0, %p2;", t -> 1);
        check(odd + "vote.sync.all.pred %p2, %p1, -1;\nselp.u32 %r1, 1, 0, %p2;", t -> 0);
        check(odd + "vote.sync.uni.pred %p2, !%p1, -1;\nselp.u32 %r1, 1, 0, %p2;", t -> 0);
        check("and.b32 %r2, %r0, 3;\nmatch.any.sync.b32 %r1, %r2, -1;", t -> 0x11111111 << (t & 3));
    }

    @Test
    void twoPredicatesAtOnce() {
        check("setp.lt.u32 %p1|%p2, %r0, 10;\nselp.u32 %r2, 1, 0, %p1;\nselp.u32 %r3, 2, 0, %p2;\nor.b32 %r1, %r2, %r3;",
                t -> t < 10 ? 1 : 2);
        check("setp.gt.u32 %p3, %r0, 20;\nsetp.lt.and.u32 %p1|%p2, %r0, 30, !%p3;\nselp.u32 %r2, 1, 0, %p1;\n"
                + "selp.u32 %r3, 2, 0, %p2;\nor.b32 %r1, %r2, %r3;", t -> t > 20 ? 0 : t < 30 ? 1 : 2);
    }

    @Test
    void packsCarriesAndSpecialRegisters() {
        check("mov.b64 %d2, {%r0, 7};\nshr.u64 %d2, %d2, 32;\ncvt.u32.u64 %r1, %d2;", t -> 7);
        check("mov.u64 %d2, 0x500000003;\nmov.b64 {%r2, %r1}, %d2;", t -> 5);
        check("mov.u32 %r2, -1;\nadd.cc.u32 %r3, %r2, %r0;\naddc.u32 %r1, 0, 0;", t -> t == 0 ? 0 : 1);
        check("sub.cc.u32 %r3, %r0, 5;\nsubc.u32 %r1, 0, 0;", t -> t < 5 ? -1 : 0);
        check("mov.u32 %r1, %laneid;", t -> t % 32);
        check("mov.u32 %r1, %lanemask_lt;", t -> (1 << t % 32) - 1);
        check("@!%p0 mov.u32 %r1, WARP_SZ;".replace("@!%p0 ", ""), t -> 32);
    }

    @Test
    void atomicsReturnWhatWasThere() {
        InterpretedDevice device = InterpretedDevice.load();
        String[] forms = {"add.u32", "min.s32", "max.u32", "exch.b32", "and.b32", "or.b32", "xor.b32", "inc.u32",
                "dec.u32"};
        int[] start = {5, 5, 5, 5, 6, 6, 6, 5, 0};
        int[] operand = {7, -7, 7, 7, 3, 3, 3, 5, 9};
        int[] after = {12, -7, 7, 7, 2, 7, 5, 0, 9};
        for (int i = 0; i < forms.length; i++) {
            try (DriverSession session = new DriverSession(device)) {
                long data = session.upload(start[i], 0);
                session.run(
                        Ptx.kernel(1, "ld.param.u64 %d0, [p0];\natom.global." + forms[i] + " %r0, [%d0], " + operand[i]
                                + ";\nst.global.u32 [%d0+8], %r0;"),
                        1, 1, data);
                assertArrayEquals(new int[]{after[i], 0, start[i], 0}, session.downloadInts(data, 4), forms[i]);
            }
        }
        try (DriverSession session = new DriverSession(device)) {
            long data = session.upload(40, 0, 0);
            session.run(Ptx.kernel(1, """
                    ld.param.u64 %d0, [p0];
                    atom.cas.b64 %d1, [%d0], 40, 50;
                    atom.cas.b64 %d2, [%d0], 40, 60;
                    st.global.v2.u64 [%d0+16], {%d1, %d2};
                    """.replace("[%d0+16]", "[%d0]")), 1, 1, data);
            assertArrayEquals(new long[]{40, 50}, session.download(data, 2));
            long sum = session.upload(Double.doubleToRawLongBits(0.5));
            session.run(Ptx.kernel(1, "ld.param.u64 %d0, [p0];\nred.global.add.f64 [%d0], 0d3FF0000000000000;"), 4, 64,
                    sum);
            assertEquals(256.5, Double.longBitsToDouble(session.download(sum, 1)[0]));
        }
    }
}
