package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Column;
import org.junit.jupiter.api.Test;

class UnitTest {
    @Test
    void aTimeAndItsIntervalAreInOneUnit() {
        assertEquals("7.05 ms [5.29, 7.41]", Unit.NANOS.text(7_049_000, 5_290_000, 7_412_000));
        assertEquals("830 µs [397, 1089]", Unit.NANOS.text(830_000, 397_000, 1_089_000));
        assertEquals("1.00 µs", Unit.NANOS.text(1000));
        assertEquals("0.500 ns", Unit.NANOS.text(0.5));
        assertEquals("1200 s", Unit.NANOS.text(1.2e12));
    }

    @Test
    void othersHaveTheirUnitInTheColumnsName() {
        assertEquals("0.0022 [0.0018, 0.0030]", Unit.SPEEDUP.text(0.0022, 0.0018, 0.003));
        assertEquals("85.6 % [84.4, 87.0]", Unit.PERCENT.text(85.6, 84.4, 87));
        assertEquals("1,305,245", Unit.BYTES_PER_OP.text(1_305_244.6));
        assertEquals("132 MB", Unit.BYTES.text(132e6));
        assertEquals("4.20 mJ", Unit.MICROJOULES.text(4200));
        assertEquals("2.83", Unit.GIGABYTES_PER_SECOND.text(2.831));
    }

    @Test
    void aCellWithoutANumberIsADash() {
        assertEquals("–", new Column("median", Unit.NANOS).text(Cell.EMPTY));
        assertEquals("", new Column("notes", Unit.TEXT).text(Cell.EMPTY));
    }
}
