/** Calibrating the choice of a backend on this machine, and measuring what the choice costs. */
package io.alphafair.bench.auto;
