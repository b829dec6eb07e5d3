package io.alphafair.bench.run;

import io.alphafair.bench.race.RaceKind;
import io.alphafair.bench.record.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which races a profile runs. */
final class RacePlan {
    /** N x T of the races past the last cache, 1.6 GB. */
    private static final int PAST_CACHE = 100_000_000;
    private static final int K = 256;

    private RacePlan() {
    }

    static List<Cell> quick() {
        return List.of(read("uniform", 1_000_000, 8, 64), read("scaled", 1_000_000, 8, 64),
                read("uniform", 10_000_000, 1, 64), read("uniform", 6000, 8, 16),
                RaceKind.WRITE.on("uniform", 1_000_000, 8, 64));
    }

    /** Every value of each axis: T, K, shape, N x T, the cache; not their product. */
    static List<Cell> limits() {
        Set<Cell> races = new LinkedHashSet<>();
        for (String shape : List.of("uniform", "scaled")) {
            for (int t : new int[]{1, 2, 3, 4, 7, 8, 16, 64}) {
                races.add(past(shape, t, K));
            }
            for (int k : new int[]{2, 16, 4096}) {
                races.add(past(shape, 8, k));
            }
            races.add(past(shape, 1, 4096));
        }
        for (int t : new int[]{1, 3, 8, 64}) {
            races.add(past("zipf", t, K));
        }
        races.add(past("zipf", 1, 4096));
        for (int n : new int[]{12_500, 125_000, 1_250_000}) {
            races.add(read("uniform", n, 8, K));
        }
        for (int k : new int[]{1, 64, 4096, 65_536, 1_000_000}) {
            races.add(read("uniform", 10_000_000, 1, k));
        }
        for (int k : new int[]{2, 16, 64}) {
            races.add(read("uniform", 6000, 8, k));
        }
        races.add(read("scaled", 6000, 8, 16));
        races.add(read("uniform", 48_000, 1, 16));
        races.addAll(quick());
        races.add(RaceKind.WRITE.on("uniform", PAST_CACHE / 8, 8, 64));
        return new ArrayList<>(races);
    }

    private static Cell past(String shape, int t, int k) {
        return read(shape, PAST_CACHE / t, t, k);
    }

    private static Cell read(String shape, int n, int t, int k) {
        return RaceKind.READ.on(shape, n, t, k);
    }
}
