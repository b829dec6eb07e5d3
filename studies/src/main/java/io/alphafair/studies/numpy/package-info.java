/** The streams of NumPy's {@code default_rng}, bit for bit, so that a notebook's seed gives the notebook's data. */
package io.alphafair.studies.numpy;
