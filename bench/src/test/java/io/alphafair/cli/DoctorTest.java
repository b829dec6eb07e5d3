package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.select.Calibration;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Host;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** By which times auto chooses, as doctor says it. */
class DoctorTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private static String said(String date, String jdk) {
        return DoctorCommand.crossovers(Crossovers.of(new Calibration(Host.here(), jdk, "0.1", date,
                List.of(new Calibration.Series("simd", 1, false, "uniform", 1, 1, new TreeMap<>(Map.of(1L, 1.0)))))),
                NOW);
    }

    @Test
    void aCalibrationsAgeIsTold() {
        String jdk = Runtime.version().toString();
        assertEquals("chooses by the times measured here on 2026-03-10T11:00:00Z (today, JDK " + jdk + ")",
                said("2026-03-10T11:00:00Z", jdk));
        assertTrue(said("2026-03-09T11:00:00Z", jdk).contains("(1 day ago, "), said("2026-03-09T11:00:00Z", jdk));
        assertTrue(said("2026-03-01T11:00:00Z", "9").endsWith("(9 days ago, JDK 9); this is another JDK, "
                + "'alphafair doctor --calibrate' measures again"), said("2026-03-01T11:00:00Z", "9"));
        assertTrue(said("somewhen in March", jdk).contains("(without a date, "), said("somewhen in March", jdk));
    }

    @Test
    void withoutOneTheReasonAndTheRemedyAreTold() {
        String text = Alphafair.doctor();
        assertTrue(text.contains("auto        chooses by the built-in model: no calibration on this machine; "
                + "'alphafair doctor --calibrate' measures this machine"), text);
        assertTrue(text.contains("none.properties"), text);
    }
}
