package io.alphafair.cuda.device;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.cuda.device.DriverSession.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver API around the kernels: deferred work, errors, limits, leaks, and what is refused. */
class DriverApiTest {
    private static final String ADD_ONE = Ptx.kernel(1, """
            ld.param.u64 %d0, [p0];
            ld.global.u64 %d1, [%d0];
            add.s64 %d1, %d1, 1;
            st.global.u64 [%d0], %d1;
            """);

    private InterpretedDevice device;

    @BeforeEach
    void load() {
        device = InterpretedDevice.load();
    }

    @Test
    void workIsDoneWhenSomebodySynchronises() {
        try (DriverSession session = new DriverSession(device)) {
            MemorySegment stream = session.stream();
            MemorySegment pinned = session.pinned(8);
            long data = session.upload(7);
            session.launch(session.function(session.load(ADD_ONE), "k"), stream, 1, 1, 0, data);
            session.call("cuMemcpyDtoHAsync_v2", pinned, data, 8L, stream);
            assertNotEquals(8, pinned.get(JAVA_LONG, 0));
            session.call("cuStreamSynchronize", stream);
            assertEquals(8, pinned.get(JAVA_LONG, 0));
            // A copy from page-locked memory is read late, one from pageable memory at once.
            MemorySegment pageable = session.host(8);
            pinned.set(JAVA_LONG, 0, 1);
            pageable.set(JAVA_LONG, 0, 1);
            long other = session.allocate(8);
            session.call("cuMemcpyHtoDAsync_v2", data, pinned, 8L, stream);
            session.call("cuMemcpyHtoDAsync_v2", other, pageable, 8L, stream);
            pinned.set(JAVA_LONG, 0, 2);
            pageable.set(JAVA_LONG, 0, 2);
            session.call("cuStreamSynchronize", stream);
            assertEquals(2, session.download(data, 1)[0]);
            assertEquals(1, session.download(other, 1)[0]);
        }
    }

    @Test
    void eventsOrderStreamsAndMeasure() {
        for (int seed = 0; seed < 8; seed++) {
            device.set("SEED", seed);
            try (DriverSession session = new DriverSession(device)) {
                MemorySegment first = session.stream();
                MemorySegment second = session.stream();
                MemorySegment event = session.handle("cuEventCreate", 0);
                MemorySegment after = session.handle("cuEventCreate", 0);
                MemorySegment kernel = session.function(session.load(ADD_ONE), "k");
                long data = session.upload(0);
                session.launch(kernel, first, 1, 1, 0, data);
                session.call("cuEventRecord", event, first);
                session.call("cuStreamWaitEvent", second, event, 0);
                session.call("cuMemsetD8Async", data, (byte) 0, 8L, second);
                session.call("cuEventRecord", after, second);
                assertEquals(600, device.call("cuEventElapsedTime", session.host(4), event, after));
                session.call("cuEventSynchronize", after);
                assertEquals(0, session.download(data, 1)[0]);
                assertEquals(0, device.call("cuEventElapsedTime", session.host(4), event, after));
            }
        }
    }

    @Test
    void withoutAnEventTheOrderIsAnybodysGuess() {
        boolean[] seen = new boolean[2];
        for (int seed = 0; seed < 20; seed++) {
            device.set("SEED", seed);
            try (DriverSession session = new DriverSession(device)) {
                long data = session.upload(0);
                session.launch(session.function(session.load(ADD_ONE), "k"), session.stream(), 1, 1,
                        0,
                        data);
                session.call("cuMemsetD8Async", data, (byte) 0, 8L, session.stream());
                // Waits for all streams, as the driver does.
                session.call("cuMemFree_v2", session.allocate(8));
                seen[(int) session.download(data, 1)[0]] = true;
            }
        }
        assertArrayEquals(new boolean[]{true, true}, seen);
    }

    @Test
    void aSeedRepeatsARun() {
        String racy = Ptx.kernel(1, "ld.param.u64 %d0, [p0];\nmov.u32 %r0, %tid.x;\nst.global.u32 [%d0], %r0;");
        long[] results = new long[3];
        for (int i = 0; i < 3; i++) {
            device.set("SEED", i == 2 ? 99 : 4);
            try (DriverSession session = new DriverSession(device)) {
                long data = session.upload(0);
                session.run(racy, 1, 1024, data);
                results[i] = session.download(data, 1)[0];
            }
        }
        assertEquals(results[0], results[1]);
        assertNotEquals(results[0], results[2]);
    }

    @Test
    void failuresComeWhenTheyAreAskedFor() {
        device.fail("cuMemAlloc_v2", 2, 2);
        try (DriverSession session = new DriverSession(device)) {
            session.allocate(8);
            assertEquals(2, assertThrows(DriverException.class, () -> session.allocate(8)).code);
            session.allocate(8);
            assertEquals(2, device.report().live("allocations"));
            assertEquals(3, device.report().calls("cuMemAlloc_v2"));
            device.fail("cuMemFreeHost", 1, 700);
            assertEquals(700, device.call("cuMemFreeHost", MemorySegment.NULL));
            assertEquals(700, device.call("cuStreamSynchronize", session.stream),
                    "an illegal address is not forgotten");
        }
        device.set("DEVICES", 0);
        assertEquals(100, device.call("cuInit", 0));
    }

    @Test
    void limitsAndWrongArguments() {
        device.set("MEM_MB", 1);
        try (DriverSession session = new DriverSession(device)) {
            long half = session.allocate(600_000);
            assertEquals(2, assertThrows(DriverException.class, () -> session.allocate(600_000)).code);
            session.call("cuMemFree_v2", half);
            assertEquals(1, device.call("cuMemFree_v2", half));
            session.allocate(600_000);
            MemorySegment kernel = session.function(session.load(ADD_ONE), "k");
            assertEquals(1, code(() -> session.launch(kernel, session.stream, 1, 1025, 0, half)));
            assertEquals(1, code(() -> session.launch(kernel, session.stream, 0, 1, 0, half)));
            assertEquals(1, code(() -> session.launch(kernel, session.stream, 1, 1, 50_000, half)));
            assertEquals(400,
                    code(() -> session.launch(MemorySegment.ofAddress(8), session.stream, 1, 1, 0, half)));
            assertEquals(400, code(() -> session.launch(kernel, MemorySegment.NULL, 1, 1, 0, half)),
                    "the default stream");
            session.allocate(8);
            session.download(session.upload(1), 1);
            assertEquals(List.of(), device.report().findings());
            session.download(session.allocate(16), 2);
            assertTrue(device.report().findings().getFirst().contains("never written"));
        }
    }

    @Test
    void aContextBelongsToAThread() throws InterruptedException {
        try (DriverSession session = new DriverSession(device)) {
            int[] codes = new int[2];
            Thread other = new Thread(() -> {
                codes[0] = device.call("cuStreamSynchronize", session.stream);
                device.call("cuCtxSetCurrent", session.context);
                codes[1] = device.call("cuStreamSynchronize", session.stream);
            });
            other.start();
            other.join();
            assertArrayEquals(new int[]{201, 0}, codes);
        }
    }

    @Test
    void modulesAreRefusedByNameAndLine() {
        try (DriverSession session = new DriverSession(device)) {
            assertRefused(session, "218 PTX line 12, kernel k: 'ex2.approx.f32'", "ex2.approx.f32 %r0, %r1;");
            for (String instruction : List.of("add.ftz.f32 %r0, %r1, %r2;", "div.approx.f32 %r0, %r1, %r2;",
                    "fma.rn.f64 %g0, %g1, %g2, %g3;", "atom.global.add.f64 %g0, [%d0], %g1;", "call.uni f;",
                    "activemask.b32 %r0;", "shfl.sync.up.b32 %r1, %r0, 1, 0, -1;", "bar.warp.sync -1;",
                    "ld.u32 %r0, [%d0];", "ld.local.u32 %r0, [%d0];", "st.global.u8 [%d0], %r0;", "membar.gl;")) {
                assertRefused(session, "'" + instruction.split(" |;")[0] + "' is not interpreted: no such instruction",
                        instruction);
            }
            assertRefused(session, "unknown name %clock", "mov.u32 %r0, %clock;");
            assertRefused(session, "unknown name %tid.y", "mov.u32 %r0, %tid.y;");
            assertRefused(session, "another size", "add.s32 %r0, %d1, 1;");
            assertRefused(session, "another type", "add.s64 %g0, %g1, %d1;");
            assertRefused(session, "a literal of another type", "add.rn.f64 %g0, %g1, 1;");
            assertRefused(session, "3 operands", "mov.u32 %r0, %r1, %r2;");
            assertRefused(session, "a vector of this size", "ld.global.v2.u32 {%r0, %r1, %r2}, [%d0];");
            assertRefused(session, "an address in brackets", "ld.global.u32 %r0, %d0;");
            assertRefused(session, "the destination is no register", "mov.u32 5, %r0;");
            assertRefused(session, "expected a number that is interpreted instead of '0f3F800000'",
                    "mov.u32 %r0, 0f3F800000;");
            assertRefused(session, "no label NOWHERE", "bra NOWHERE;");
            assertTrue(session.refusal("nonsense").startsWith("218 PTX line 1"));
            assertTrue(session.refusal(".version 6.0\n.func f() { ret; }").contains("directive .func"));
            assertTrue(session.refusal(ADD_ONE.replace(".version 6.0", ".version 8.8")).startsWith("222 PTX ISA 8.8"));
            assertTrue(session.refusal(ADD_ONE.replace("sm_60", "sm_90")).startsWith("209 target sm_90"));
            device.set("DRIVER", 12090);
            assertEquals("0 ", session.refusal(ADD_ONE.replace(".version 6.0", ".version 8.8")));
        }
    }

    private static void assertRefused(DriverSession session, String reason, String instruction) {
        String refusal = session.refusal(Ptx.kernel(0, instruction));
        assertTrue(refusal.startsWith("218 PTX line 1") && refusal.contains(reason), refusal);
    }

    private static int code(Runnable call) {
        return assertThrows(DriverException.class, call::run).code;
    }

    @Test
    void answersToEverySymbolThatJCudaMayBind() throws IOException {
        try (InputStream library = DriverApiTest.class
                .getResourceAsStream("/lib/libJCudaDriver-12.6.0-linux-x86_64.so")) {
            List<String> wanted = undefined(ByteBuffer.wrap(library.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN))
                    .stream()
                    .filter(name -> name.matches("cu[A-Z].*")).toList();
            assertEquals(312, wanted.size());
            for (String name : wanted) {
                assertTrue(device.symbols().find(name).isPresent(), name);
            }
        }
        assertEquals(801, device.call("cuGraphCreate", MemorySegment.NULL, 0));
    }

    /** The symbols that an ELF library of 64 bits expects of others, from its .dynsym (type 11). */
    private static List<String> undefined(ByteBuffer elf) {
        List<String> names = new ArrayList<>();
        int sections = (int) elf.getLong(0x28);
        for (int i = 0; i < elf.getShort(0x3c); i++) {
            int section = sections + 64 * i;
            if (elf.getInt(section + 4) != 11) {
                continue;
            }
            int strings = (int) elf.getLong(sections + 64 * elf.getInt(section + 40) + 24);
            int begin = (int) elf.getLong(section + 24);
            for (int symbol = begin; symbol < begin + elf.getLong(section + 32); symbol += 24) {
                if (elf.getShort(symbol + 6) == 0) {
                    StringBuilder name = new StringBuilder();
                    for (int at = strings + elf.getInt(symbol); elf.get(at) != 0; at++) {
                        name.append((char) elf.get(at));
                    }
                    names.add(name.toString());
                }
            }
        }
        return names;
    }
}
