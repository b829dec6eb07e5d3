package io.alphafair.bench.peer.external;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    /** Group 0 has one best entry, group 1 is tied, group 2 has none. */
    private static BestItems expected() {
        try (Items items = Items.of(new double[]{1, 3, 2, 2, 0, 0}, new double[]{1, 1, 1, 1, 1, 1},
                new int[]{0, 0, 1, 1, 2, 2});
                Backend scalar = new ScalarBackend();
                Prepared prepared = scalar.prepare(items)) {
            return prepared.bestItems();
        }
    }

    private static String difference(double[] ratio, long... winner) {
        return AnswerCheck.difference(expected(), new WorkerLoop.Reply(List.of(1L), ratio, winner)).orElse("");
    }

    @Test
    void ratiosCountToTheLastBitAndWinnersWhereTheyAreUnique() {
        assertEquals("", difference(new double[]{3, 2, 0}, 1, 2, 4));
        assertEquals("", difference(new double[]{3, 2, 0}, 1, 3, 5));
        assertEquals("group 0 has ratio 3.0 at 0, scalar's is 3.0 at 1", difference(new double[]{3, 2, 0}, 0, 2, 4));
        assertEquals("group 1 has ratio 2.0000000000000004 at 2, scalar's is 2.0 at 2",
                difference(new double[]{3, Math.nextUp(2.0), 0}, 1, 2, 4));
        assertEquals("group 2 has ratio -0.0 at 4, scalar's is 0.0 at 4",
                difference(new double[]{3, 2, -0.0}, 1, 2, 4));
        assertEquals("2 ratios and 3 winners, scalar has 3 groups", difference(new double[]{3, 2}, 1, 2, 4));
    }
}
