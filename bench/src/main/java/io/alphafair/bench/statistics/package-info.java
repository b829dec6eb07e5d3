/**
 * What repeated timings say: iterations of one fork are not independent of each other, so forks are what is counted.
 * Formulas are those of Apache Commons Statistics and Commons RNG.
 */
package io.alphafair.bench.statistics;
