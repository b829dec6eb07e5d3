/** Whether a change made anything faster, and how sure that is: two runs, cell by cell. */
package io.alphafair.bench.compare;
