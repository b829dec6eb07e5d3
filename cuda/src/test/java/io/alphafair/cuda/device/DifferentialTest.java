package io.alphafair.cuda.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Random operands: the interpreter and Java's own arithmetic agree bit by bit. */
class DifferentialTest {
    private static final int CASES = 20_000;
    private static final long[] EDGES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x7fffffffL, 0x80000000L,
            0xffffffffL,
            Double.doubleToRawLongBits(1), Double.doubleToRawLongBits(-0.0),
            Double.doubleToRawLongBits(Double.MIN_VALUE),
            Double.doubleToRawLongBits(Double.MAX_VALUE), Double.doubleToRawLongBits(Double.NaN),
            Double.doubleToRawLongBits(Double.POSITIVE_INFINITY)};

    private interface Java {
        long apply(long a, long b, long c);
    }

    private interface Doubles {
        double apply(double a, double b, double c);
    }

    private static Java f64(Doubles doubles) {
        return (a, b, c) -> Double
                .doubleToLongBits(doubles.apply(Double.longBitsToDouble(a), Double.longBitsToDouble(b),
                        Double.longBitsToDouble(c)));
    }

    private static final Map<String, Java> INSTRUCTIONS = Map.ofEntries(
            Map.entry("add.u64 u64 u64 u64", (a, b, c) -> a + b),
            Map.entry("sub.s64 s64 s64 s64", (a, b, c) -> a - b),
            Map.entry("mul.lo.s64 s64 s64 s64", (a, b, c) -> a * b),
            Map.entry("mul.wide.s32 s64 s32 s32", (a, b, c) -> (long) (int) a * (int) b),
            Map.entry("mul.wide.u32 u64 u32 u32", (a, b, c) -> a * b),
            Map.entry("mad.lo.u32 u32 u32 u32 u32", (a, b, c) -> (int) a * (int) b + (int) c & 0xffffffffL),
            Map.entry("div.u64 u64 u64 u64", (a, b, c) -> b == 0 ? -1 : Long.divideUnsigned(a, b)),
            Map.entry("rem.u64 u64 u64 u64", (a, b, c) -> b == 0 ? a : Long.remainderUnsigned(a, b)),
            Map.entry("div.s64 s64 s64 s64", (a, b, c) -> b == 0 ? -1 : a / b),
            Map.entry("div.u32 u32 u32 u32",
                    (a, b, c) -> (int) b == 0
                            ? 0xffffffffL
                            : Integer.toUnsignedLong(Integer.divideUnsigned((int) a, (int) b))),
            Map.entry("min.u64 u64 u64 u64", (a, b, c) -> Long.compareUnsigned(a, b) < 0 ? a : b),
            Map.entry("max.s64 s64 s64 s64", (a, b, c) -> Math.max(a, b)),
            Map.entry("xor.b64 b64 b64 b64", (a, b, c) -> a ^ b),
            Map.entry("shr.s64 s64 s64 u32", (a, b, c) -> a >> Math.clamp(b & 0xffffffffL, 0, 63)),
            Map.entry("setp.lt.u64 pred u64 u64", (a, b, c) -> Long.compareUnsigned(a, b) < 0 ? 1 : 0),
            Map.entry("setp.gt.f64 pred f64 f64",
                    (a, b, c) -> Double.longBitsToDouble(a) > Double.longBitsToDouble(b) ? 1 : 0),
            Map.entry("setp.leu.f64 pred f64 f64",
                    (a, b, c) -> Double.longBitsToDouble(a) > Double.longBitsToDouble(b) ? 0 : 1),
            Map.entry("add.rn.f64 f64 f64 f64", f64((a, b, c) -> a + b)),
            Map.entry("sub.rn.f64 f64 f64 f64", f64((a, b, c) -> a - b)),
            Map.entry("mul.rn.f64 f64 f64 f64", f64((a, b, c) -> a * b)),
            Map.entry("div.rn.f64 f64 f64 f64", f64((a, b, c) -> a / b)));

    @TestFactory
    List<DynamicTest> agreesWithJava() {
        return INSTRUCTIONS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                        () -> check(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static void check(String instruction, Java java) {
        List<String> words = List.of(instruction.split(" "));
        List<String> types = words.subList(1, words.size());
        int sources = types.size() - 1;
        SplittableRandom random = new SplittableRandom(instruction.hashCode());
        long[][] operands = new long[CASES][sources];
        for (long[] row : operands) {
            for (int s = 0; s < sources; s++) {
                long value = operand(random);
                row[s] = types.get(s + 1).equals("u32") ? value & 0xffffffffL : value;
            }
        }
        try (DriverSession session = new DriverSession(InterpretedDevice.load())) {
            long[] answers = Applied.to(session, words.getFirst(), types, operands);
            for (int i = 0; i < CASES; i++) {
                long[] row = new long[3];
                System.arraycopy(operands[i], 0, row, 0, sources);
                long expected = java.apply(row[0], row[1], row[2]);
                long actual = types.getFirst().equals("f64") && Double.isNaN(Double.longBitsToDouble(answers[i]))
                        ? Double.doubleToLongBits(Double.NaN)
                        : answers[i];
                assertEquals(expected, actual,
                        () -> instruction + " of " + Long.toHexString(row[0]) + " " + Long.toHexString(row[1]));
            }
        }
    }

    /** Edges, small numbers, bits of any kind, and doubles of similar size. */
    private static long operand(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextLong(-70, 70);
            case 2 -> random.nextLong();
            default -> Double.doubleToRawLongBits(random.nextDouble(-8, 8));
        };
    }
}
