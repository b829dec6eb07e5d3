package io.alphafair.studies.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of the source documents' numbers is what the studies say. */
class SourcePageTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""));
    private static final Path PAGE = FOLDER.resolve("../docs/source-numbers.md");

    private static List<SourcePage.Part> parts;

    @BeforeAll
    static void runTheStudies() throws IOException {
        parts = SourcePage.parts();
    }

    private static Stream<SourceNumber> numbers() {
        return parts.stream().flatMap(part -> part.numbers().stream());
    }

    /** To renew the page, copy the text that was written to target. */
    @Test
    void thePageIsWhatTheStudiesSay() throws IOException {
        String text = SourcePage.text(parts);
        Path made = FOLDER.resolve("target/source-numbers.md");
        Files.createDirectories(made.getParent());
        Files.writeString(made, text);
        assertEquals(text, Files.readString(PAGE), "docs/source-numbers.md differs from studies/target/"
                + made.getFileName() + "; copy that to docs if it is right");
    }

    /** Seven rows differ, each by an erratum. */
    @Test
    void whatDiffersHasAnErratum() {
        for (SourceNumber number : numbers().toList()) {
            assertEquals(number.isEqual(), number.erratum() == 0, number::row);
        }
        assertEquals(7, numbers().filter(number -> !number.isEqual()).count());
    }

    @Test
    void theTestsThatAreNamedExist() throws IOException {
        Set<String> named = numbers().map(number -> number.test() + ".java").collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(FOLDER.resolve("src/test/java"))) {
            Set<String> there = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertTrue(there.containsAll(named), named::toString);
        }
    }

    @Test
    void numbersAreComparedToTheirLastPrintedDigit() {
        assertTrue(SourceNumber.of("", "", "2.34 7.433e-02", "", 2.3449, 0.074334).isEqual());
        assertFalse(SourceNumber.of("", "", "2.34 7.433e-02", "", 2.3451, 0.074334).isEqual());
        assertFalse(SourceNumber.of("", "", "2.34 7.433e-02", "", 2.34, 0.074336).isEqual());
        assertEquals("2.35 7.434e-02", SourceNumber.of("", "", "2.34 7.433e-02", "", 2.3501, 0.0743361).ours());
        assertTrue(SourceNumber.of("", "", "0.123456789012345", "", 0.1234567890124).isEqual());
        assertFalse(SourceNumber.of("", "", "0.123456789012345", "", 0.123456789014).isEqual());
        assertTrue(SourceNumber.rounded("", "", "1.4945e-06", "", "", 7, 1.46e-6).isEqual());
        assertEquals("0.000e+00", SourceNumber.of("", "", "0.000e+00", "", 0).ours());
        assertFalse(SourceNumber.of("", "", "0.000e+00", "", 1e-9).isEqual());
        assertTrue(SourceNumber.rounded("", "", "0.000e+00", "", "", 8, 1.6e-9).isEqual());
        assertFalse(SourceNumber.rounded("", "", "0.000e+00", "", "", 8, 6e-9).isEqual());
        assertEquals("1.600e-09", SourceNumber.rounded("", "", "0.000e+00", "", "", 8, 1.6e-9).ours());
        assertEquals("1.5e-06", SourceNumber.rounded("", "", "1.4945e-06", "", "", 7, 1.46e-6).ours());
    }
}
