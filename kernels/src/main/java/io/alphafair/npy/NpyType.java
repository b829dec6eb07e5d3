package io.alphafair.npy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The element types that are read: NumPy's descriptor, with its byte order, and bytes per element. */
enum NpyType {
    FLOAT64("<f8", 8), FLOAT32("<f4", 4), INT64("<i8", 8), INT32("<i4", 4);

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

    /** For messages. */
    static String names(NpyType... types) {
        return Arrays.stream(types).map(type -> "'" + type.descriptor + "'").collect(Collectors.joining(", "));
    }
}
