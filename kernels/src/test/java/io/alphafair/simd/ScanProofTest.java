package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanProofTest {
    /** A filter that the proof does not run is compiled only when the vectors have taken over, and holds them up. */
    @ParameterizedTest
    @CsvSource({"1, 1", "8, 1", "8, 64", "8, 256", "8, 1000", "64, 256", "64, 1000", "1, 1000", "3, 4096", "8, 4096"})
    void theFiltersAreRun(int items, int groups) {
        try (ScanProof proof = new ScanProof(10_000_000, items, groups)) {
            proof.fast();
            proof.runOthers();
            assertTrue(proof.filtered() > 0);
        }
    }
}
