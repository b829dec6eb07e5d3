package io.alphafair.select;

import java.util.OptionalDouble;

/** Predicts how long a backend's group argmax takes. */
interface TimeModel {
    /** The backend that is plain code. */
    String REFERENCE = "scalar";
    /** The backend that starts with plain code, until its vector loops have proved faster. */
    String VECTORS = "simd";
    /** The backend whose library has to be loaded. */
    String LOADED = "native";
    /** The backend whose threads run another one, its leaf. */
    String POOL = "forkjoin";

    /**
     * The time of one call, everything compiled.
     *
     * @param leaf what each thread of {@link #POOL} runs
     * @param parallelism the threads the backend would be opened with
     * @return nanoseconds; empty if this model knows nothing of that backend with so many threads
     */
    OptionalDouble nanos(String backend, String leaf, Dimensions dimensions, int parallelism);
}
