/** The JMH benchmarks and what surrounds them: workloads, the validation gate, profiles. */
package io.alphafair.bench;
