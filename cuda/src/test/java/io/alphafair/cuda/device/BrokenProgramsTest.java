package io.alphafair.cuda.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.cuda.device.DriverSession.DriverException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check of the interpreted device on a program that breaks it, and on its neighbour that does not. */
class BrokenProgramsTest {
    private static final String SHARED = ".shared .align 8 .b8 s[256];";
    private static final String MINE = "ld.param.u64 %d0, [p0]; mov.u32 %r0, %tid.x;\n";
    /** %d2 is the address of this thread's word in shared memory, %d3 of its right neighbour's. */
    private static final String SLOTS = MINE + """
            mov.u64 %d1, s;
            mul.wide.u32 %d2, %r0, 4;
            add.s64 %d2, %d1, %d2;
            add.s32 %r1, %r0, 1;
            and.b32 %r1, %r1, 31;
            mul.wide.u32 %d3, %r1, 4;
            add.s64 %d3, %d1, %d3;
            st.shared.u32 [%d2], %r0;
            """;

    private InterpretedDevice device;

    @BeforeEach
    void load() {
        device = InterpretedDevice.load();
    }

    private static Arguments program(String name, String expected, String guilty, String body) {
        return Arguments.of(name, expected, guilty, body);
    }

    static List<Arguments> findings() {
        return List.of(
                program("no barrier between a write and a read", "race", "ld.shared.u32",
                        SLOTS + "ld.shared.u32 %r2, [%d3];"),
                program("a shuffle orders no memory", "race", "ld.shared.u32",
                        SLOTS + "shfl.sync.bfly.b32 %r3, %r0, 1, 31, -1;\nld.shared.u32 %r2, [%d3];"),
                program("two threads write one word", "race", "st.global.u32", MINE + "st.global.u32 [%d0], %r0;"),
                program("a count without an atomic", "race", "ld.global.u32",
                        MINE + "ld.global.u32 %r1, [%d0];\nadd.s32 %r1, %r1, 1;\nst.global.u32 [%d0], %r1;"),
                program("an atomic and a plain read", "race", "ld.global.u32",
                        MINE + "atom.global.add.u32 %r2, [%d0], 1;\nld.global.u32 %r1, [%d0];"),
                program("the read-only path to what is written", "race", "ld.global.nc.u32",
                        MINE + "mul.wide.u32 %d2, %r0, 4;\nadd.s64 %d2, %d2, %d0;\nst.global.u32 [%d2], %r0;\n"
                                + "ld.global.nc.u32 %r1, [%d2];"),
                program("a register", "uninitialised", "add.s32", "add.s32 %r0, %r1, 1;"),
                program("a guard", "uninitialised", "mov.u32", "@%p1 mov.u32 %r0, 1;"),
                program("shared memory", "uninitialised", "ld.shared.u32",
                        "mov.u64 %d1, s;\nld.shared.u32 %r0, [%d1+8];"),
                program("half of a word of global memory", "uninitialised", "ld.global.u64",
                        MINE + "ld.global.u64 %d1, [%d0+120];"),
                program("a shuffle from a lane that takes no part", "uninitialised", "shfl.sync.bfly.b32",
                        MINE + "setp.ne.u32 %p1, %r0, 5;\n@%p1 bra END;\nshfl.sync.bfly.b32 %r1, %r0, 12, 31, 32;\nEND:"),
                program("a barrier after an exit", "divergence", "bar.sync",
                        MINE + "setp.eq.u32 %p1, %r0, 3;\n@%p1 ret;\nbar.sync 0;"),
                program("two barriers", "divergence", "bar.sync", MINE + "setp.eq.u32 %p1, %r0, 3;\n@%p1 bra OTHER;\n"
                        + "bar.sync 0;\nbra END;\nOTHER:\nbar.sync 0;\nEND:"),
                program("a lane of the mask has exited", "divergence", "shfl.sync.bfly.b32", MINE
                        + "setp.eq.u32 %p1, %r0, 3;\n@%p1 ret;\nshfl.sync.bfly.b32 %r1, %r0, 1, 31, -1;"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("findings")
    void finds(String name, String check, String guilty, String body) {
        try (DriverSession session = new DriverSession(device)) {
            long data = session.allocate(128);
            session.call("cuMemsetD8Async", data, (byte) 0, 124L, session.stream);
            String ptx = Ptx.kernel(SHARED, 1, body);
            session.run(ptx, 1, 32, data);
            String found = String.join("\n", device.report().findings());
            Matcher place = Pattern.compile(check + " k block 0 thread \\d+ PTX line (\\d+) `.*" + guilty)
                    .matcher(found);
            assertTrue(place.find(), found);
            assertTrue(ptx.lines().toList().get(Integer.parseInt(place.group(1)) - 1).contains(guilty), found);
        }
    }

    static List<Arguments> faults() {
        return List.of(program("past the end", "700", "4 bytes past the end", MINE + "st.global.u32 [%d0+132], 1;"),
                program("before the beginning", "700", "ld.global.u32", MINE + "ld.global.u32 %r1, [%d0+-4];"),
                program("across the end", "700", "past the end", MINE + "ld.global.u32 %r1, [%d0+128];"),
                program("null", "700", "in no allocation", "mov.u64 %d1, 0;\nld.global.u32 %r1, [%d1];"),
                program("shared past the end", "700", "shared offset", "mov.u64 %d1, s;\nst.shared.u32 [%d1+256], 1;"),
                program("shared null", "700", "shared offset", "mov.u64 %d1, 0;\nld.shared.u32 %r1, [%d1];"),
                program("parameters", "700", "parameter offset", "mov.u64 %d1, 8;\nld.param.u64 %d2, [%d1];"),
                program("misaligned", "716", "not aligned to 8 bytes", MINE + "ld.global.u64 %d1, [%d0+4];"),
                program("misaligned vector", "716", "not aligned to 16 bytes",
                        MINE + "ld.global.v2.u64 {%d1, %d2}, [%d0+8];"),
                program("a lane that does not come", "719", "deadlock", MINE
                        + "setp.eq.u32 %p1, %r0, 3;\n@%p1 bra B;\nshfl.sync.bfly.b32 %r1, %r0, 1, 31, -1;\nB:\nbar.sync 0;"),
                program("barriers of different names", "719", "deadlock", MINE
                        + "setp.eq.u32 %p1, %r0, 3;\n@%p1 bra B;\nbar.sync 1;\nB:\nbar.sync 2;"),
                program("not in its own mask", "719", "not in its mask",
                        MINE + "shfl.sync.bfly.b32 %r1, %r0, 1, 31, 1;"),
                program("a trap", "719", "trap", "trap;"),
                program("an endless loop", "702", "budget", "A:\nbra A;"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("faults")
    void endsTheLaunchAndBreaksTheContext(String name, String code, String reason, String body) {
        device.set("BUDGET", 1_000_000);
        try (DriverSession session = new DriverSession(device)) {
            long data = session.upload(new byte[128]);
            DriverException fault = assertThrows(DriverException.class,
                    () -> session.run(Ptx.kernel(SHARED, 1, body), 1, 32, data));
            assertEquals(Integer.parseInt(code), fault.code);
            String found = String.join("\n", device.report().faults());
            assertTrue(found.startsWith("k block 0 thread ") && found.contains("PTX line") && found.contains(reason),
                    found);
            assertEquals(fault.code, assertThrows(DriverException.class, () -> session.download(data, 1)).code);
        }
        try (DriverSession next = new DriverSession(device)) {
            next.run(Ptx.kernel(0, ""), 1, 32);
        }
    }

    static List<Arguments> sound() {
        return List.of(
                program("a barrier between", "", "", SLOTS + "bar.sync 0;\nld.shared.u32 %r2, [%d3];"),
                program("neighbouring words", "", "", MINE + "mul.wide.u32 %d1, %r0, 4;\nadd.s64 %d1, %d1, %d0;\n"
                        + "st.global.u32 [%d1], 1;"),
                program("what selp does not choose", "", "",
                        MINE + "setp.eq.u32 %p1, %r0, %r0;\nselp.b32 %r1, %r0, %r5, %p1;"),
                program("atomics only", "", "", MINE + "atom.global.add.u32 %r1, [%d0], 1;\n"
                        + "ld.volatile.global.u32 %r2, [%d0];"),
                program("a vector in one piece", "", "", MINE + "ld.global.v4.u32 {%r1, %r2, %r3, %r4}, [%d0+16];\n"
                        + "add.s32 %r5, %r4, %r1;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void isSilentAbout(String name, String none, String nothing, String body) {
        try (DriverSession session = new DriverSession(device)) {
            long data = session.upload(new byte[128]);
            for (int seed = 0; seed < 5; seed++) {
                device.set("SEED", seed);
                session.run(Ptx.kernel(SHARED, 1, body), 1, 32, data);
            }
            assertEquals(List.of(), device.report().findings());
        }
    }
}
