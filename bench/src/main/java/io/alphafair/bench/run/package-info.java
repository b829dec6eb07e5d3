/** A run: from a plan and the options of the command to records on disk. */
package io.alphafair.bench.run;
