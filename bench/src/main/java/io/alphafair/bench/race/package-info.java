/**
 * Paired measuring: the arms of a comparison take turns in one JVM, every few milliseconds, so that what the machine does
 * meanwhile hits all of them. What is said of two arms is the median of their ratios, round by round.
 */
package io.alphafair.bench.race;
