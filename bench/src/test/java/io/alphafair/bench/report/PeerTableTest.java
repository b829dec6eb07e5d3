package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.Samples;
import org.junit.jupiter.api.Test;

class PeerTableTest {
    @Test
    void showsEveryPeerBesideEachBackendOrItsReason() {
        String section = PeerTable.of(Samples.recordWithPeers().peers());
        assertTrue(section.contains("\n- numpy 2.4, python 3.11\n"), section);
        String rows = section.substring(section.indexOf("| shape |"));
        assertEquals(
                """
                        | shape | N | T | K | peer | how | threads | its time | backend | threads | its time | x |
                        |---|--:|--:|--:|---|---|--:|--:|---|--:|--:|--:|
                        | uniform | 2,000 | 8 | 4 | numpy best | in blocks | 1 | 3.00 µs | forkjoin | 2 | 1.00 µs | 3.00 [2.00, 4.00] |
                        | uniform | 2,000 | 8 | 4 | numpy best | in blocks | 1 | 3.00 µs | simd | 1 | 2.00 µs | 1.50 [1.00, 2.00] |
                        | uniform | 2,000 | 8 | 4 | torch | scatter_reduce | – | not available: python3 has no torch | – | – | – | – |
                        """,
                rows);
    }

    @Test
    void theTableEndsWithThePeersIfSomebodyAsked() {
        assertTrue(MarkdownTable.of(Samples.recordWithPeers())
                .endsWith(PeerTable.of(Samples.recordWithPeers().peers())));
        assertEquals("", PeerTable.of(Peers.NONE));
    }
}
