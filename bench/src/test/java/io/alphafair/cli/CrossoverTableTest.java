package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.select.Backends;
import io.alphafair.select.Calibration;
import io.alphafair.select.Calibration.Series;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Host;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrossoverTableTest {
    private static Series series(String backend, boolean broadcast, SortedMap<Long, Double> nanos) {
        return new Series(backend, 1, broadcast, "uniform", 1, 2, nanos);
    }

    @Test
    void theTableTellsUpToWhichSizeEachBackendIsChosen() {
        Calibration calibration = new Calibration(Host.here(), "25", "0.1", "2026-01-31T12:00:00Z",
                List.of(series("scalar", false, new TreeMap<>(Map.of(64L, 100.0, 640L, 1000.0, 6400L, 10_000.0))),
                        series("forkjoin", false, new TreeMap<>(Map.of(64L, 500.0, 640L, 600.0, 6400L, 700.0))),
                        series("scalar", true, new TreeMap<>(Map.of(64L, 100.0)))));
        String table = CrossoverTable.of(calibration, Chooser.of(Crossovers.of(calibration),
                List.of(Backends.require("scalar"), Backends.require("forkjoin"))));
        assertEquals(List.of("   1      2  full       scalar to 64, forkjoin to 6,400",
                "   1      2  broadcast  scalar to 64"), table.lines().skip(1).toList());
    }
}
