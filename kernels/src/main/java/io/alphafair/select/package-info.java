/** Finding a backend by name, and choosing one. */
package io.alphafair.select;
