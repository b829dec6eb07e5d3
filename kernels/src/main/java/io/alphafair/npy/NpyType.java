package io.alphafair.npy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The element types that are read: NumPy's descriptor, with its byte order, and bytes per element. */
enum NpyType {
    FLOAT64("<f8", 8), FLOAT32("<f4", 4), FLOAT16("<f2", 2), //
    INT64("<i8", 8), INT32("<i4", 4), INT16("<i2", 2), INT8("|i1", 1), //
    UINT64("<u8", 8), UINT32("<u4", 4), UINT16("<u2", 2), UINT8("|u1", 1), //
    BOOL("|b1", 1);

    /** Labels are whole numbers; the first one is what a message suggests. */
    static final NpyType[] WHOLE = {INT32, INT64, INT16, INT8, UINT64, UINT32, UINT16, UINT8, BOOL};

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String descriptor;
    private final int bytes;

    NpyType(String descriptor, int bytes) {
        this.descriptor = descriptor;
        this.bytes = bytes;
    }

    String descriptor() {
        return descriptor;
    }

    int bytes() {
        return bytes;
    }

    /** An element as the nearest double. */
    double value(MemorySegment data, long element) {
        return switch (this) {
            case FLOAT64 -> data.get(DOUBLE, element * bytes);
            case FLOAT32 -> data.get(FLOAT, element * bytes);
            case FLOAT16 -> Float.float16ToFloat(data.get(SHORT, element * bytes));
            case UINT64 -> unsigned(data.get(LONG, element * bytes));
            default -> whole(data, element);
        };
    }

    /** An element of a type of whole numbers; one of {@link #UINT64} from 2^63 on is negative here. */
    long whole(MemorySegment data, long element) {
        long at = element * bytes;
        return switch (this) {
            case INT64, UINT64 -> data.get(LONG, at);
            case INT32 -> data.get(INT, at);
            case UINT32 -> Integer.toUnsignedLong(data.get(INT, at));
            case INT16 -> data.get(SHORT, at);
            case UINT16 -> Short.toUnsignedLong(data.get(SHORT, at));
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, at);
            case UINT8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, at));
            case BOOL -> data.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1;
            default -> throw new IllegalStateException(descriptor + " is no type of whole numbers");
        };
    }

    /** Half of it, its last bit kept for rounding, and doubled. */
    private static double unsigned(long value) {
        return value >= 0 ? value : 2.0 * (value >>> 1 | value & 1);
    }

    /** A whole number as a message shows it. */
    String text(long whole) {
        return this == UINT64 ? Long.toUnsignedString(whole) : Long.toString(whole);
    }

    /** For messages. */
    static String names(NpyType... types) {
        return Arrays.stream(types).map(type -> "'" + type.descriptor + "'").collect(Collectors.joining(", "));
    }
}
