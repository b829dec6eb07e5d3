/** The benchmark suite. Start at {@link io.alphafair.bench.measure}. */
package io.alphafair.bench;
