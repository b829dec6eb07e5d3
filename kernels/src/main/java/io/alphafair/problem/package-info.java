/** Seeded problems of several shapes, for tests, the validation gate and measurements. */
package io.alphafair.problem;
