/** Populations made from a seed. */
package io.alphafair.studies.synthetic;
