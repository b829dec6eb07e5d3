package io.alphafair.contract;

import io.alphafair.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/** How the benefits, costs and group sizes of a generated problem are distributed. */
public enum Shape {
    /** Benefits uniform in [1, 5), costs in [0.2, 1), groups alike and of equal size. */
    UNIFORM,
    /** Uniform, with each group's benefits scaled by a power of ten of its own between 1e-3 and 1e3. */
    SCALED,
    /** Uniform values; group k has a share of the individuals proportional to 1/(k+1). */
    ZIPF,
    /** Every element is a new best of its group: the worst case of any filter. */
    ASCENDING,
    /** Every ratio is equal. */
    TIED,
    /** Ratios spread over three hundred orders of magnitude. */
    EXTREME,
    /** Nineteen benefits of twenty are zero. */
    SPARSE;

    /** The name in lower case, as parameters and reports write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The shape of that label.
     *
     * @throws InvalidInputException if there is none
     */
    public static Shape parse(String label) {
        return Arrays.stream(values()).filter(shape -> shape.label().equals(label)).findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown data shape '" + label + "': expected one of "
                        + String.join(", ", Arrays.stream(values()).map(Shape::label).toList())));
    }
}
