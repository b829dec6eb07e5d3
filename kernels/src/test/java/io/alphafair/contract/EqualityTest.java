package io.alphafair.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.simd.ScanPath;
import io.alphafair.simd.SimdBackend;
import io.alphafair.simd.SimdPrepared;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backend on generated problems; {@code -Dalphafair.seed=N} replays one. */
class EqualityTest {
    /** Half of the parallel ones have chunks of 1, 2 or 7 rows. */
    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(), new SimdBackend(), new ForkJoinBackend(new SimdBackend(), 1),
                new ForkJoinBackend(new SimdBackend(), 2), new ForkJoinBackend(new ScalarBackend(), 3),
                new ForkJoinBackend(new SimdBackend(), 2, 1), new ForkJoinBackend(new SimdBackend(), 3, 2),
                new ForkJoinBackend(new ScalarBackend(), 2, 7));
    }

    @ParameterizedTest
    @MethodSource("backends")
    @Seeded(first = 2_000, all = 20_000)
    void equalsTheDefinition(Backend backend, Seeds seeds) {
        try (backend) {
            seeds.stream().forEach(seed -> BackendContract.check(backend, seed));
        }
    }

    @Test
    @Seeded(first = 2_000, all = 20_000)
    void everyForcedPathOfSimdEqualsTheDefinitionAndDecidesWinners(Seeds seeds) {
        Map<ScanPath, Long> decisions = new EnumMap<>(ScanPath.class);
        long[] inTails = {0};
        for (ScanPath path : ScanPath.values()) {
            seeds.stream().forEach(seed -> BackendContract.check(new SimdBackend(path), seed, prepared -> {
                SimdPrepared simd = (SimdPrepared) prepared;
                decisions.merge(path, simd.decisions(path), Long::sum);
                inTails[0] += simd.tailDecisions();
                for (ScanPath other : ScanPath.values()) {
                    if (other != path) {
                        assertEquals(0, simd.decisions(other), other + " although forced " + path);
                    }
                }
            }));
        }
        if (!seeds.isReplay()) {
            decisions.forEach((path, count) -> assertTrue(count > seeds.count(), path + " decided " + count));
            assertEquals(ScanPath.values().length, decisions.size());
            assertTrue(inTails[0] > seeds.count(), "tails decided " + inTails[0]);
        }
    }
}
