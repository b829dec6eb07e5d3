/**
 * The fair decision feedback loop: benefits are predicted, resources are assigned so that two groups fare alike, and the
 * prediction is judged by the assignment it leads to. The source document's example of two resources is also solved by
 * enumeration; a table of people by an integer programme.
 */
package io.alphafair.studies.fdfl;
