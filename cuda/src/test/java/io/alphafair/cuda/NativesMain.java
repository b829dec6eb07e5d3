package io.alphafair.cuda;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.select.Backends;

/** A process that opens cuda, compares one answer with scalar's and says so. */
public final class NativesMain {
    private NativesMain() {
    }

    public static void main(String[] arguments) {
        try (Backend scalar = new ScalarProvider().open(1);
                Backend backend = Backends.open("cuda");
                Items items = Problems.make(Shape.UNIFORM, 50, 3, 4, 1);
                Prepared expected = scalar.prepare(items);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            System.out.println(best.equals(expected.bestItems()) ? "equal" : "different");
        }
    }
}
