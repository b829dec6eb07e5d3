package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTableTest {
    @Test
    void showsEveryCellWithATimeOrAReason() {
        String expected = """
                # Test(R) CPU @ 3.00GHz, 2026-01-01, 012345678, quick

                - 4 CPUs (amd64), 256-bit vectors, Test OS, kernel 1.0, JDK 25+36
                - scalar: 1 thread
                - simd: 1 thread, 4 doubles
                - gone: not available: no device
                - a cell: 2 forks x 5 iterations of 100 ms after 8 of 100 ms; ± is half of JMH's 99.9 % confidence interval, unsteady if above 25 %
                - B/call: heap bytes; what stays below 8 KiB an iteration is JMH's own and counts as 0
                - every time is of a backend whose answer had the same bits as scalar's in the same JVM before; a solver's, of the same welfare to 1e-8
                - x scalar: scalar's time over this one's, where scalar was measured too
                - `alphafair bench`

                ## bestItems

                The group argmax: every benefit and cost read once.

                | shape | N | T | K | | backend | time a call | ns an element | GB/s | x scalar | B/call |
                |---|--:|--:|--:|---|---|--:|--:|--:|--:|--:|
                | uniform | 1,000 | 8 | 4 |  | scalar | 16.0 ± 0.160 µs | 2.00 | 8.25 | 1.00 | 0 |
                | uniform | 1,000 | 8 | 4 |  | simd | did not match: simd did not match scalar on a \\| b | – | – | – | – |
                | uniform | 1,000 | 8 | 4 |  | gone | not available: no device | – | – | – | – |
                | uniform | 2,000 | 8 | 4 |  | scalar | 32.0 ± 0.160 µs | 2.00 | 8.25 | 1.00 | 0 |
                | uniform | 2,000 | 8 | 4 |  | simd | 16.0 ± 0.160 µs | 1.00 | 16.5 | 2.00 | 0 |
                """;
        assertEquals(expected, MarkdownTable.of(Samples.record()));
    }

    @Test
    void racesHaveARowAnArmAndAReasonWhereOneIsMissing() {
        String table = MarkdownTable.of(Samples.recordWithRaces());
        String expected = """
                | read | uniform | 1,000 | 8 | 4 | ceiling-1 | 3.00 µs | 44.0 | – | – | – | 2 | 2 streams |
                | read | uniform | 1,000 | 8 | 4 | simd | 3.30 µs | 40.0 | 90.0 [87.5, 92.5] | – | – | 2 | 1 thread |
                | read | uniform | 1,000 | 8 | 4 | native-1 | – | – | – | – | – | – | not available: no \\| cc |
                | write | uniform | 1,000 | 8 | 4 |  | – | – | – | – | – | – | simd did not match |
                """;
        assertTrue(table.endsWith(expected), table);
    }

    @ParameterizedTest
    @CsvSource({"27e6,1713,0", "4.5e6,602,602", "545,0.001,0", "1000,24,24"})
    void whatJmhItselfAllocatesIsNotTheCalls(double nanos, double allocated, double ofTheCall) {
        assertEquals(ofTheCall, new Row(null, nanos, 0, allocated, "").allocatedByTheCall(100));
    }

    @ParameterizedTest
    @CsvSource({"1.5,NaN,1.50 ns", "1500,30,1.50 ± 0.0300 µs", "7310000,50000,7.31 ± 0.0500 ms", "2e10,0,20.0 ± 0 s"})
    void timesHaveTheUnitThatReadsBest(double nanos, double error, String text) {
        assertEquals(text, Quantity.time(nanos, error));
    }
}
