/**
 * What the notebooks check: the closed form against a solver, and its derivatives against finite differences, on the data
 * that NumPy gave them.
 */
package io.alphafair.studies.verify;
