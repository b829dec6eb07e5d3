package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of one cell.
 *
 * @param reason one line; empty if it was measured
 * @param jmh JMH's own result object with all raw iterations; null unless it was measured
 */
public record CellResult(Cell cell, Verdict verdict, String reason, JsonNode jmh) {
    /** A measured cell. */
    public static CellResult measured(Cell cell, JsonNode jmh) {
        return new CellResult(cell, Verdict.MATCHED, "", jmh);
    }

    /** A cell without a time, and why. */
    public static CellResult without(Cell cell, Verdict verdict, String reason) {
        return new CellResult(cell, verdict, reason, null);
    }
}
