package io.alphafair;

/** How a {@link Matrix} stores its elements. */
public enum ElementType {
    /** IEEE 754 binary64. */
    FLOAT64(Double.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }
}
