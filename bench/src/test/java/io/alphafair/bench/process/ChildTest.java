package io.alphafair.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildTest {
    private static final JavaCommand JAVA = new JavaCommand(null, List.of());

    @Test
    void whatIsKilledTakesItsFolderAndItsChildAndTheChildsFolderWithIt() throws Exception {
        try (Child parent = Child.start(new ProcessBuilder(JAVA.of(KilledMain.class, "parent")))) {
            BufferedReader lines = parent.process().inputReader();
            Path folder = Path.of(lines.readLine());
            Path ofChild = Path.of(lines.readLine());
            Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(lines.readLine()));
            assertTrue(Files.exists(folder.resolve("KilledMain.class")) && child.orElseThrow().isAlive());
            assertTrue(Files.exists(ofChild), ofChild.toString());
            parent.process().destroy();
            assertTrue(parent.process().waitFor(20, TimeUnit.SECONDS));
            assertTrue(Files.notExists(folder), folder.toString());
            assertTrue(Files.notExists(ofChild), ofChild.toString());
            child.orElseThrow().onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingEndsTheProcess() throws IOException {
        Process process;
        try (Child child = Child.start(new ProcessBuilder(JAVA.of(KilledMain.class)))) {
            process = child.process();
            assertTrue(process.isAlive());
        }
        process.onExit().join();
        assertFalse(process.isAlive());
    }

    @Test
    @Timeout(60)
    void whatDoesNotEndIsNotWaitedForWithoutEnd() throws IOException {
        try (Child child = Child.start(new ProcessBuilder("sleep", "300"))) {
            assertEquals("it did not end within 0.05 s",
                    assertThrows(IOException.class, () -> child.waitFor(Duration.ofMillis(50))).getMessage());
            assertEquals("", child.said(Duration.ofMillis(50)));
            assertEquals(137, child.waitFor(Duration.ofSeconds(30)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1   | InvalidInputException: no such shape | warning; Exception in thread \"main\" a.b.InvalidInputException: no such shape; at x",
            "137 | it ended with code 137: 30 ns        | 20 ns; 30 ns",
            "1   | it said nothing                      | ''"})
    void theReasonIsTheExceptionOrTheLastLine(int code, String reason, String said) {
        assertEquals(reason, Child.reason(code, List.of(said.split("; "))));
    }
}
