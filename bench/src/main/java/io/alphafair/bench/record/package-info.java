/** The record of a run: JMH's raw results, the environment they were made in, the validation verdicts. */
package io.alphafair.bench.record;
