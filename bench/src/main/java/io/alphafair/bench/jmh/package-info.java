/**
 * The JMH benchmarks, one question per method. The jar is a plain JMH jar: every option of JMH works on it, and results of
 * other commits can be matched by a benchmark's method and parameters.
 */
package io.alphafair.bench.jmh;
