/** What can be measured: backends and their variants, ceilings, worker processes, solvers, and auto's own cost. */
package io.alphafair.bench.subject;
