package io.alphafair.contract;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.problem.Problems;
import io.alphafair.problem.Shape;
import io.alphafair.select.Backends;

/** Prints what each backend is here and holds the available ones to the contract: {@code ContractMain PROBLEMS}. */
public final class ContractMain {
    private ContractMain() {
    }

    public static void main(String[] arguments) {
        long problems = Long.parseLong(arguments[0]);
        for (BackendProvider provider : Backends.all()) {
            if (!provider.availability().available()) {
                System.out.println(provider.name() + " not available: " + provider.availability().reason());
                continue;
            }
            try (Backend backend = provider.open(2)) {
                for (long seed = 0; seed < problems; seed++) {
                    BackendContract.check(backend, seed);
                }
                System.out.println(provider.name() + " equal on " + problems + ": " + backend.description());
            }
        }
        try (Items items = Problems.make(Shape.UNIFORM, 10, 1, 1, 0)) {
            System.out.println(Backends.auto(items).explain());
        }
    }
}
