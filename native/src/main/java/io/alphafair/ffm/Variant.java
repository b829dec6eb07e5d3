package io.alphafair.ffm;

import java.util.Locale;

/** The instruction sets that the C loops are compiled for, as {@code alphafair.h} numbers them; each has those before it. */
enum Variant {
    BASELINE, AVX2, AVX512;

    /** The variable in which tests name a lower variant than this CPU's best. */
    static final String VARIABLE = "ALPHAFAIR_NATIVE_VARIANT";

    /**
     * The variant to run.
     *
     * @param wanted the variable's value; null or empty to take the best
     * @param best what the CPU supports
     * @throws IllegalArgumentException if the CPU does not support what is wanted, or nobody knows it
     */
    static Variant of(String wanted, Variant best) {
        if (wanted == null || wanted.isEmpty()) {
            return best;
        }
        for (Variant variant : values()) {
            if (variant.toString().equals(wanted) && variant.compareTo(best) <= 0) {
                return variant;
            }
        }
        throw new IllegalArgumentException(VARIABLE + "=" + wanted + ": expected baseline or another one of "
                + "baseline, avx2, avx512 up to " + best + ", the best of this CPU");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
