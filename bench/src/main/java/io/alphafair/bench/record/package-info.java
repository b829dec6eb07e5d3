/** The record of a run: the environment it was made in and its sessions, each with every sample, summary, ratio and verdict. */
package io.alphafair.bench.record;
