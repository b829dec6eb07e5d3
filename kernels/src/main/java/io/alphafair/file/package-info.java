/** How files are written; for alphafair's own modules, not exported. */
package io.alphafair.file;
