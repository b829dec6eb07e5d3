/**
 * A solver for the allocation that knows nothing of its closed form: it decides all N x T doses and proves how close to
 * the optimum it came. It is the allocator's oracle in tests and its peer in measurements.
 */
package io.alphafair.studies.solver;
