package io.alphafair.testing;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import io.alphafair.simd.ScanPath;
import io.alphafair.simd.SimdBackend;

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
            if (provider.name().equals("simd")) {
                checkForcedPaths(problems);
            }
        }
        try (Items items = Problems.make(Shape.UNIFORM, 10, 1, 1, 0)) {
            System.out.println(Backends.choose(items).explain());
        }
    }

    /** Left to itself simd divides small problems, so each path has to be forced. */
    private static void checkForcedPaths(long problems) {
        for (ScanPath path : ScanPath.values()) {
            try (Backend backend = new SimdBackend(path)) {
                for (long seed = 0; seed < problems; seed++) {
                    BackendContract.check(backend, seed);
                }
                System.out.println("simd path " + path + " equal on " + problems);
            }
        }
    }
}
