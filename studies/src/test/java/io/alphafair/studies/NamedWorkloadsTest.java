package io.alphafair.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class NamedWorkloadsTest {
    @Test
    void eachIsValidAndItsGroupsHaveNames() {
        requireUsable(NamedWorkloads.nmes(), 4406, 4);
        requireUsable(NamedWorkloads.nmesWithMedicaid(), 4406, 8);
        requireUsable(NamedWorkloads.census(3000, 1), 3000, 12);
    }

    private static void requireUsable(Workload opened, int people, int groups) {
        try (Workload workload = opened;
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(workload.items())) {
            assertEquals(people, workload.items().individualCount());
            assertEquals(groups, new HashSet<>(workload.groupNames()).size());
            assertEquals(groups, workload.items().groupCount());
            assertTrue(workload.summary().contains(Integer.toString(people)), workload.summary());
            assertTrue(prepared.bestItems().allocate(Fairness.of(2), 100).worstUtility() > 0);
        }
    }
}
