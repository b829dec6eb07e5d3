/** Profiles as data, and what options of the command line change in them. */
package io.alphafair.bench.plan;
