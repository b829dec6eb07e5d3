package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownJdkFaultsTest {
    private static final List<String> G1 = List.of("G1 Young Generation", "G1 Concurrent GC", "G1 Old Generation");

    private static Optional<String> warning(String version, List<String> collectors) {
        return KnownJdkFaults.warning(Runtime.Version.parse(version), collectors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25+36-LTS", "25-ea", "25.0.1", "25.0.2", "25.0.2+10-LTS", "25.0.2.0.101"})
    void theFaultyReleasesNameTheRemedy(String version) {
        assertEquals("warning: JDK " + version + " can corrupt data under its garbage collector G1 (JDK-8377811): "
                + "install JDK 25.0.3 or later, or run with -XX:+UseParallelGC", warning(version, G1).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "25.0.3", "25.0.3+9-LTS", "25.0.10", "25.1.1", "26", "26.0.1"})
    void othersAreFine(String version) {
        assertEquals(Optional.empty(), warning(version, G1));
    }

    @Test
    void otherCollectorsAreFine() {
        assertEquals(Optional.empty(), warning("25.0.1", List.of("PS MarkSweep", "PS Scavenge")));
    }
}
