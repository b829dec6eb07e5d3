/**
 * What people use for the group argmax, beside the backends: NumPy, PyTorch and DuckDB.
 *
 * <p>Every arm of the comparison, a backend too, is a process of its own ({@link io.alphafair.bench.peer.external.Worker})
 * that reads one problem from the same files and answers over its standard streams. The arms take turns, every answer is
 * checked, and a ratio is that of two neighbouring turns.
 */
package io.alphafair.bench.peer.external;
