package io.alphafair.cuda.device;

import java.util.List;

/** One instruction applied to many operand sets on the interpreted device, a thread each. */
final class Applied {
    private static final int BLOCK = 64;

    private Applied() {
    }

    /**
     * Applies an instruction.
     *
     * @param instruction its name and what follows the operands that are given, as in {@code "shf.l.wrap.b32"}
     * @param types of the destination, then of the sources: s32, b64, f64, pred ...
     * @param operands bits, a row for each thread
     * @return bits, an element for each thread
     */
    static long[] to(DriverSession session, String instruction, List<String> types, long[][] operands) {
        int sources = types.size() - 1;
        long[] flat = new long[operands.length * sources];
        for (int row = 0; row < operands.length; row++) {
            System.arraycopy(operands[row], 0, flat, row * sources, sources);
        }
        long in = session.upload(flat);
        long out = session.upload(new long[operands.length]);
        session.run(program(instruction, types), (operands.length + BLOCK - 1) / BLOCK, BLOCK, in, out,
                (long) operands.length);
        long[] result = session.download(out, operands.length);
        session.call("cuMemFree_v2", in);
        session.call("cuMemFree_v2", out);
        return result;
    }

    private static String program(String instruction, List<String> types) {
        int sources = types.size() - 1;
        StringBuilder body = new StringBuilder("""
                mov.u32 %r0, %ctaid.x;
                mov.u32 %r1, %tid.x;
                mad.lo.s32 %r2, %r0, BLOCK, %r1;
                cvt.u64.u32 %d0, %r2;
                ld.param.u64 %d1, [p2];
                setp.ge.u64 %p0, %d0, %d1;
                @%p0 ret;
                ld.param.u64 %d2, [p0];
                mad.lo.s64 %d2, %d0, STRIDE, %d2;
                ld.param.u64 %d3, [p1];
                mad.lo.s64 %d3, %d0, 8, %d3;
                """.replace("BLOCK", "" + BLOCK).replace("STRIDE", "" + 8 * sources));
        for (int i = 0; i <= sources; i++) {
            body.append(".reg .").append(register(types.get(i))).append(" %x").append(i).append(";\n");
        }
        StringBuilder operands = new StringBuilder("%x0");
        for (int i = 1; i <= sources; i++) {
            String type = types.get(i);
            int offset = 8 * (i - 1);
            body.append(isDirect(type)
                    ? "ld.global.%s %%x%d, [%%d2+%d];\n".formatted(type, i, offset)
                    : "ld.global.u32 %%r3, [%%d2+%d];\n".formatted(offset)
                            + (type.equals("pred") ? "setp.ne.u32 %%x%d, %%r3, 0;\n" : "cvt.u16.u32 %%x%d, %%r3;\n")
                                    .formatted(i));
            operands.append(", %x").append(i);
        }
        body.append(instruction).append(' ').append(operands).append(";\n");
        body.append(isDirect(types.getFirst())
                ? "st.global.%s [%%d3], %%x0;".formatted(types.getFirst())
                : (types.getFirst().equals("pred") ? "selp.u32 %r4, 1, 0, %x0;" : "cvt.u32.u16 %r4, %x0;")
                        + "\nst.global.u32 [%d3], %r4;");
        return Ptx.kernel(3, body.toString());
    }

    /** Whether there are loads and stores of this type. */
    private static boolean isDirect(String type) {
        return type.endsWith("32") || type.endsWith("64");
    }

    /** There are no registers of 8 bits, and what is moved by bits has no sign. */
    private static String register(String type) {
        return type.endsWith("8")
                ? "b16"
                : type.startsWith("f") || type.equals("pred") ? type : "b" + type.substring(1);
    }

    /** The bits of a value as it is written in a table: 0x1f, -3, 1.5, nan, -inf. */
    static long bits(String type, String value) {
        if (value.startsWith("0x")) {
            return Long.parseUnsignedLong(value.substring(2), 16);
        }
        return switch (type) {
            case "f64" -> Double.doubleToRawLongBits(number(value));
            case "pred" -> Long.parseLong(value);
            default -> Long.parseLong(value) & mask(type);
        };
    }

    private static double number(String value) {
        return switch (value) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
    }

    static long mask(String type) {
        int bits = Integer.parseInt(type.substring(1));
        return bits == 64 ? -1L : (1L << bits) - 1;
    }

    /** Whether the bits are what the table says; every NaN of double precision is nan. */
    static boolean agrees(String type, String expected, long bits) {
        if (expected.equals("nan") && type.equals("f64")) {
            return Double.isNaN(Double.longBitsToDouble(bits));
        }
        return bits(type, expected) == bits;
    }
}
