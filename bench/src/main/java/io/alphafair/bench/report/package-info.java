/** What is rendered from a record alone. */
package io.alphafair.bench.report;
