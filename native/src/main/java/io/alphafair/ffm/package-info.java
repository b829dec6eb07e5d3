/** The backend in C: its library travels in the jar and is called through the foreign function interface. */
package io.alphafair.ffm;
