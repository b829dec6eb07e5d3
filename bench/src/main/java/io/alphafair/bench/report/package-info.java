/** Tables and figures made from recorded runs by pure functions, and the printers that write them as HTML, Markdown and CSV. */
package io.alphafair.bench.report;
