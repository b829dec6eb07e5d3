/** The optimiser Adam and the shuffling of training data. */
package io.alphafair.studies.training;
