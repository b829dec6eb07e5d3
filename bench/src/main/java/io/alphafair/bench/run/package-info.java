/** A benchmark run: which cells a profile measures, one JMH run a cell, what is kept when it is killed, and its progress. */
package io.alphafair.bench.run;
