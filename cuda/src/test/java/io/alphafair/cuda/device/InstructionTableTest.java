package io.alphafair.cuda.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.cuda.CudaProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Single instructions with the answers that the PTX ISA manual defines (chapter 9.7, the paragraphs "Semantics",
 * "Integer notes" and "Floating point notes"). A line: instruction | types, destination first | operands = answer; ...
 */
class InstructionTableTest {
    private static final String TABLE = """
            add.s32 | s32 s32 s32 | 2 3 = 5; 2147483647 1 = -2147483648
            add.u64 | u64 u64 u64 | -1 2 = 1
            add.s64 | s64 s64 s64 | -1 2 = 1; 0x7fffffffffffffff 1 = 0x8000000000000000
            add.s16 | s16 s16 s16 | 32767 1 = -32768
            add.rn.f64 | f64 f64 f64 | 1 0x3c90000000000000 = 1; inf -inf = nan; 1.5 2.25 = 3.75; 1 0x3ca8000000000000 = 0x3ff0000000000001
            sub.rn.f64 | f64 f64 f64 | 1 1 = 0; 0 0 = 0; -0.0 0 = -0.0
            sub.s64 | s64 s64 s64 | 1 2 = -1; 0x8000000000000000 1 = 0x7fffffffffffffff
            mul.lo.s32 | s32 s32 s32 | 65536 65536 = 0; -3 5 = -15
            mul.lo.u16 | u16 u16 u16 | 65535 65535 = 1
            mul.lo.s64 | s64 s64 s64 | -3 5 = -15; 0x100000000 0x100000000 = 0
            mul.wide.s32 | s64 s32 s32 | -1 1 = -1; 2147483647 2 = 4294967294
            mul.wide.u32 | u64 u32 u32 | 0xffffffff 0xffffffff = 0xfffffffe00000001
            mul.wide.s16 | s32 s16 s16 | -32768 -32768 = 1073741824
            mul.rn.f64 | f64 f64 f64 | 0.1 3 = 0x3fd3333333333334; 0 inf = nan; -0.0 5 = -0.0; 0x0010000000000000 0.5 = 0x0008000000000000
            mad.lo.s32 | s32 s32 s32 s32 | 3 4 5 = 17
            mad.lo.s64 | s64 s64 s64 s64 | -2 3 10 = 4; 0x100000000 0x100000000 7 = 7
            div.s32 | s32 s32 s32 | 7 2 = 3; -7 2 = -3; 7 -2 = -3
            div.u32 | u32 u32 u32 | 0xffffffff 2 = 0x7fffffff
            div.u64 | u64 u64 u64 | -1 3 = 0x5555555555555555
            rem.s32 | s32 s32 s32 | 7 3 = 1; -7 3 = -1; 7 -3 = 1
            rem.u64 | u64 u64 u64 | -1 10 = 5
            div.rn.f64 | f64 f64 f64 | 1 3 = 0x3fd5555555555555; 1 0 = inf; -1 0 = -inf; 0 0 = nan
            neg.s32 | s32 s32 | 5 = -5; -2147483648 = -2147483648
            neg.s64 | s64 s64 | 5 = -5; 0x8000000000000000 = 0x8000000000000000
            neg.f64 | f64 f64 | 0 = -0.0; inf = -inf
            abs.s64 | s64 s64 | -9 = 9; 0x8000000000000000 = 0x8000000000000000
            abs.f64 | f64 f64 | -0.0 = 0; -2.5 = 2.5
            min.s32 | s32 s32 s32 | -1 1 = -1
            min.u32 | u32 u32 u32 | 0xffffffff 1 = 1
            max.s64 | s64 s64 s64 | -1 1 = 1
            max.u64 | u64 u64 u64 | -1 1 = -1
            min.u64 | u64 u64 u64 | -1 1 = 1; 3 2 = 2
            min.f64 | f64 f64 f64 | nan 1 = 1; 1 nan = 1; nan nan = nan; 0 -0.0 = -0.0; -0.0 0 = -0.0; 1 2 = 1
            max.f64 | f64 f64 f64 | nan 1 = 1; -inf nan = -inf; 0 -0.0 = 0; -0.0 0 = 0; 1 2 = 2
            and.b32 | b32 b32 b32 | 0xff00ff00 0x0ff00ff0 = 0x0f000f00
            and.b64 | b64 b64 b64 | 0xff00ff00ff00ff00 0x8000000000000ff0 = 0x8000000000000f00
            or.b64 | b64 b64 b64 | 0xf0 0x8000000000000000 = 0x80000000000000f0
            or.b32 | b32 b32 b32 | 0xf0 0x80000000 = 0x800000f0
            xor.b16 | b16 b16 b16 | 0xffff 0x00ff = 0xff00
            not.b32 | b32 b32 | 0 = 0xffffffff
            not.b64 | b64 b64 | 0 = -1; 1 = -2
            and.pred | pred pred pred | 1 1 = 1; 1 0 = 0
            or.pred | pred pred pred | 0 0 = 0; 1 0 = 1
            xor.pred | pred pred pred | 1 1 = 0; 1 0 = 1
            not.pred | pred pred | 1 = 0; 0 = 1
            popc.b32 | u32 b32 | 0 = 0; 0xffffffff = 32; 0x80000001 = 2
            shl.b32 | b32 b32 u32 | 1 31 = 0x80000000; 1 32 = 0; 1 33 = 0; 1 0xffffffff = 0
            shl.b64 | b64 b64 u32 | 1 63 = 0x8000000000000000; 1 64 = 0
            shr.u32 | u32 u32 u32 | 0x80000000 31 = 1; 0x80000000 32 = 0
            shr.s32 | s32 s32 u32 | -8 1 = -4; -8 32 = -1; -8 200 = -1; 8 32 = 0
            shr.s64 | s64 s64 u32 | -8 64 = -1; -8 2 = -2
            shr.u64 | u64 u64 u32 | -1 63 = 1; -1 64 = 0
            shr.s16 | s16 s16 u32 | -256 8 = -1; -256 16 = -1
            selp.b64 | b64 b64 b64 pred | 1 2 1 = 1; 1 2 0 = 2
            selp.s64 | s64 s64 s64 pred | -1 2 1 = -1; -1 2 0 = 2
            selp.u64 | u64 u64 u64 pred | 1 2 1 = 1; 1 2 0 = 2
            selp.b32 | b32 b32 b32 pred | 1 2 1 = 1; 1 2 0 = 2
            selp.u32 | u32 u32 u32 pred | 1 2 1 = 1; 1 2 0 = 2
            selp.u16 | u16 u16 u16 pred | 1 2 1 = 1; 1 2 0 = 2
            selp.f64 | f64 f64 f64 pred | 1.5 nan 1 = 1.5
            setp.eq.s32 | pred s32 s32 | 1 1 = 1; 1 2 = 0
            setp.eq.b32 | pred b32 b32 | -1 -1 = 1; 1 2 = 0
            setp.eq.b64 | pred b64 b64 | -1 -1 = 1; 0x100000001 1 = 0
            setp.eq.s64 | pred s64 s64 | -1 -1 = 1; 0x100000001 1 = 0
            setp.ne.s32 | pred s32 s32 | 1 1 = 0; 1 -1 = 1
            setp.ne.s64 | pred s64 s64 | 1 1 = 0; 0x100000001 1 = 1
            setp.lt.u64 | pred u64 u64 | -1 1 = 0; 1 -1 = 1; 1 1 = 0
            setp.le.u64 | pred u64 u64 | -1 1 = 0; 1 1 = 1
            setp.gt.u64 | pred u64 u64 | -1 1 = 1; 1 1 = 0
            setp.ge.u64 | pred u64 u64 | 1 -1 = 0; 1 1 = 1
            setp.lt.s32 | pred s32 s32 | -1 1 = 1
            setp.lt.u32 | pred u32 u32 | -1 1 = 0
            setp.ge.s16 | pred s16 s16 | -1 1 = 0
            setp.eq.f64 | pred f64 f64 | nan nan = 0; 0 -0.0 = 1
            setp.ne.f64 | pred f64 f64 | nan 1 = 0; 1 2 = 1
            setp.neu.f64 | pred f64 f64 | nan 1 = 1; 1 1 = 0
            setp.equ.f64 | pred f64 f64 | nan 1 = 1; 1 2 = 0
            setp.lt.f64 | pred f64 f64 | nan 1 = 0; -inf 1 = 1
            setp.le.f64 | pred f64 f64 | nan 1 = 0; 1 1 = 1; 2 1 = 0
            setp.gt.f64 | pred f64 f64 | 1 nan = 0; 2 1 = 1; 1 1 = 0
            setp.ge.f64 | pred f64 f64 | 1 nan = 0; 0 -0.0 = 1; -1 inf = 0
            setp.geu.f64 | pred f64 f64 | 1 nan = 1; 0 1 = 0
            setp.ltu.f64 | pred f64 f64 | nan 1 = 1; 2 1 = 0
            setp.leu.f64 | pred f64 f64 | 1 nan = 1; 1 1 = 1; 2 1 = 0
            setp.gtu.f64 | pred f64 f64 | 1 nan = 1; 1 1 = 0
            cvt.s64.s32 | s64 s32 | -5 = -5
            cvt.u64.u32 | u64 u32 | 0xfffffffb = 0xfffffffb
            cvt.u64.u16 | u64 u16 | 0xfffb = 0xfffb
            cvt.u32.u64 | u32 u64 | 0x1234567890 = 0x34567890
            cvt.s32.s8 | s32 s8 | -1 = -1
            cvt.u32.u8 | u32 u8 | 255 = 255
            cvt.u16.u32 | u16 u32 | 0x12345 = 0x2345
            mov.b64 | f64 b64 | 0x3ff0000000000000 = 1
            mov.b32 | b32 b32 | -7 = -7
            mov.u32 | u32 u32 | 7 = 7
            mov.u64 | u64 u64 | -7 = -7
            mov.f64 | f64 f64 | -0.0 = -0.0
            mov.pred | pred pred | 1 = 1; 0 = 0
            cvta.to.global.u64 | u64 u64 | 5 = 5
            cvta.global.u64 | u64 u64 | 5 = 5
            mov.u16 | u16 u16 | 7 = 7
            """;

    static Stream<String> rows() {
        return TABLE.lines();
    }

    /** Those that reach memory, other threads or other instructions are shown by the programs of the other tests. */
    @Test
    void thereIsARowForEachInstructionOfTheShippedPtx() throws IOException {
        try (InputStream ptx = CudaProvider.class.getResourceAsStream("alphafair.ptx")) {
            Set<String> shipped = Pattern.compile("^\\s+(?:@!?%p\\d+ )?([a-z][a-z0-9.]+)\\s+[%\\[{]", Pattern.MULTILINE)
                    .matcher(new String(ptx.readAllBytes(), StandardCharsets.US_ASCII)).results()
                    .map(match -> match.group(1)).filter(name -> !name.matches("(ld|st|atom|bar|bra|shfl)\\..*"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(shipped.contains("div.rn.f64"), shipped.toString());
            rows().forEach(row -> shipped.remove(row.split(" ")[0]));
            assertEquals(Set.of(), shipped);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsTheManualSays(String row) {
        String[] fields = row.split(" \\| ");
        List<String> types = List.of(fields[1].split(" "));
        String[][] cases = Arrays.stream(fields[2].split("; ")).map(c -> c.split(" (= )?")).toArray(String[][]::new);
        int sources = types.size() - 1;
        long[][] operands = new long[cases.length][sources];
        for (int i = 0; i < cases.length; i++) {
            assertTrue(cases[i].length == types.size(), "a line of the table is not well formed: " + row);
            for (int s = 0; s < sources; s++) {
                operands[i][s] = Applied.bits(types.get(s + 1), cases[i][s]);
            }
        }
        long[] answers;
        try (DriverSession session = new DriverSession(InterpretedDevice.load())) {
            answers = Applied.to(session, fields[0], types, operands);
        }
        for (int i = 0; i < cases.length; i++) {
            assertTrue(Applied.agrees(types.getFirst(), cases[i][sources], answers[i]), "%s of %s gives 0x%x"
                    .formatted(fields[0], Arrays.toString(cases[i]), answers[i]));
        }
    }
}
