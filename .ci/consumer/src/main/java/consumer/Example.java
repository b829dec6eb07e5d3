package consumer;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;

/** Asks the backend that is named on the command line for the two groups' budgets. */
public class Example {
    public static void main(String[] args) {
        double[][] benefit = {{3, 1}, {2, 4}, {5, 2}};
        double[][] cost = {{1, 1}, {2, 1}, {2, 2}};
        try (Items items = Items.of(benefit, cost, new int[]{0, 1, 1});
                Backend backend = Backends.open(args[0]);
                Prepared prepared = backend.prepare(items)) {
            Allocation allocation = prepared.bestItems().allocate(Fairness.of(2), 1000);
            System.out.printf("%s: group 0 gets %.3f, group 1 %.3f%n", backend.name(), allocation.budget(0),
                    allocation.budget(1));
        }
    }
}
