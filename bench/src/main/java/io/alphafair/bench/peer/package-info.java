/** What the backends are compared with: the machine's memory, and the same answer found by C. */
package io.alphafair.bench.peer;
