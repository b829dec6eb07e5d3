/**
 * The fair decision feedback loop: benefits are predicted, two resources are assigned so that two groups fare alike, and
 * the prediction is judged by the assignment it leads to. A small example, solved exactly.
 */
package io.alphafair.studies.fdfl;
