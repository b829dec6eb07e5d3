package io.alphafair.cuda.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VectorAddTest {
    private static final String ADD = Ptx.kernel(4, """
            mov.u32 %r0, %ctaid.x;
            mov.u32 %r1, %ntid.x;
            mov.u32 %r2, %tid.x;
            mad.lo.s32 %r3, %r0, %r1, %r2;
            cvt.u64.u32 %d0, %r3;
            ld.param.u64 %d1, [p3];
            setp.ge.u64 %p1, %d0, %d1;
            @%p1 bra DONE;
            shl.b64 %d2, %d0, 3;
            ld.param.u64 %d3, [p0];
            add.s64 %d3, %d3, %d2;
            ld.global.f64 %g0, [%d3];
            ld.param.u64 %d4, [p1];
            add.s64 %d4, %d4, %d2;
            ld.global.f64 %g1, [%d4];
            add.rn.f64 %g2, %g0, %g1;
            ld.param.u64 %d5, [p2];
            add.s64 %d5, %d5, %d2;
            st.global.f64 [%d5], %g2;
            DONE:
            """);

    @Test
    void addsThroughTheDriverApi() {
        InterpretedDevice device = InterpretedDevice.load();
        int n = 1000;
        try (DriverSession session = new DriverSession(device)) {
            long a = session.upload(LongStream.range(0, n).map(i -> Double.doubleToRawLongBits(i)).toArray());
            long b = session.upload(LongStream.range(0, n).map(i -> Double.doubleToRawLongBits(0.5 * i)).toArray());
            long sum = session.allocate(8L * n);
            session.run(ADD, 8, 128, a, b, sum, n);
            assertArrayEquals(LongStream.range(0, n).map(i -> Double.doubleToRawLongBits(1.5 * i)).toArray(),
                    session.download(sum, n));
            DeviceReport report = device.report();
            assertEquals(List.of(), report.findings());
            assertEquals(16L * n, report.kernel("k", "global-read"));
            assertEquals(8L * n, report.kernel("k", "global-written"));
            assertEquals(n, report.executed("k", "add.rn.f64"::equals));
            assertEquals(1, report.kernel("k", "launches"));
            assertEquals(3, report.live("allocations"));
        }
        assertEquals(0, device.report().live());
        // Three allocations, the module and the stream.
        assertEquals(5, device.report().abandoned());
    }
}
