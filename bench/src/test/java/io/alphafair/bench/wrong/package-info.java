/** Backends that no release has: one that answers wrongly and one that cannot run anywhere. */
package io.alphafair.bench.wrong;
