package io.alphafair.studies;

import io.alphafair.Items;
import java.util.List;

/**
 * A problem with names for people to read; closing it closes the items.
 *
 * @param name what to ask for it by, as in {@code nmes}
 * @param items benefits, costs and groups
 * @param groupNames a name for each of the K groups
 * @param summary one line: what it is, and what was done to the data
 */
public record Workload(String name, Items items, List<String> groupNames, String summary) implements AutoCloseable {

    /** Closes the items; idempotent. */
    @Override
    public void close() {
        items.close();
    }
}
