package io.alphafair.select;

import java.util.OptionalDouble;

/** Predicts how long a backend's group argmax takes. */
interface TimeModel {
    /**
     * The time of one call, everything compiled.
     *
     * @param parallelism the threads the backend would be opened with
     * @return nanoseconds; empty if this model knows nothing of that backend with so many threads
     */
    OptionalDouble nanos(String backend, Dimensions dimensions, int parallelism);
}
