/** What trains a model step by step. */
package io.alphafair.studies.training;
