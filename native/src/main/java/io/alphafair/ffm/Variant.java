package io.alphafair.ffm;

import java.util.List;
import java.util.Locale;

/** The instruction sets that the C loops are compiled for, as {@code alphafair.h} numbers them; each has those before it. */
enum Variant {
    BASELINE, AVX2, AVX512;

    /** The variable in which tests name a lower variant than this CPU's best. */
    static final String VARIABLE = "ALPHAFAIR_NATIVE_VARIANT";

    /**
     * A variant by its name.
     *
     * @param wanted the variable's value
     * @param best what the CPU supports
     * @throws IllegalArgumentException if the CPU does not support what is wanted, or nobody knows it
     */
    static Variant of(String wanted, Variant best) {
        List<Variant> here = List.of(values()).subList(0, best.ordinal() + 1);
        return here.stream().filter(variant -> variant.toString().equals(wanted)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        VARIABLE + "=" + wanted + ": expected one of " + here + ", which this CPU has"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
