/** The processes that a run starts, and the temporary folders that it shares with them. */
package io.alphafair.bench.process;
