package io.alphafair.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of the loops that compute in doubles, as wide as those of the machine. */
final class Vectors {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class).check(long.class);
    static final int LANES = DOUBLES.length();
    /** As many ints as doubles; where a vector holds one double no loop uses them, and there is no vector of one int. */
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class,
            VectorShape.forBitSize(Math.max(2, LANES) * Integer.SIZE));

    private Vectors() {
    }
}
