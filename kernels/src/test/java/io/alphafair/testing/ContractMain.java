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

/** Prints what each backend is here and holds the available ones to the contract: {@code ContractMain FROM TO}, two seeds. */
public final class ContractMain {
    private ContractMain() {
    }

    public static void main(String[] arguments) {
        Seeds seeds = new Seeds(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        for (BackendProvider provider : Backends.all()) {
            if (!provider.availability().available()) {
                System.out.println(provider.name() + " not available: " + provider.availability().reason());
                continue;
            }
            try (Backend backend = provider.open(2)) {
                seeds.stream().forEach(seed -> {
                    BackendContract.check(backend, seed);
                    BackendContract.checkSelection(backend, seed);
                });
                System.out.println(provider.name() + " equal on " + seeds.count() + ": " + backend.description());
            }
            if (provider.name().equals("simd")) {
                checkForcedPaths(seeds);
            }
        }
        try (Items items = Problems.make(Shape.UNIFORM, 10, 1, 1, 0)) {
            System.out.println(Backends.choose(items).explain());
        }
    }

    /** Left to itself simd divides small problems, so each path has to be forced. */
    private static void checkForcedPaths(Seeds seeds) {
        for (ScanPath path : ScanPath.values()) {
            try (Backend backend = new SimdBackend(path)) {
                seeds.stream().forEach(seed -> BackendContract.check(backend, seed));
                System.out.println("simd path " + path + " equal on " + seeds.count());
            }
        }
    }
}
