/** How files are written, and how texts from files are shown; for alphafair's own modules, not exported. */
package io.alphafair.file;
