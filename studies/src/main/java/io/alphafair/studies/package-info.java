/** What the source documents do, on top of the allocator. */
package io.alphafair.studies;
