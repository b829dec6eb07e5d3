package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.run.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's numbers are those of the recorded run that it names, and of the profiles. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void everyRowOfTheTableIsInTheRecordThatTheReadmeNames() throws IOException {
        Matcher part = Pattern.compile("<!-- table:begin -->(.*)<!-- table:end -->", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(part.find(), "README.md has no table between its markers");
        Matcher record = Pattern.compile("\\]\\(results/([^)/]+)/table\\.md\\)").matcher(part.group(1));
        assertTrue(record.find(), "the README's table names no record");
        List<String> recorded = Files.readAllLines(ROOT.resolve("results/" + record.group(1) + "/table.md"));
        List<String> rows = part.group(1).lines().filter(line -> line.startsWith("|")).toList();
        assertTrue(rows.size() > 10, rows.size() + " rows");
        for (String row : rows) {
            assertTrue(recorded.contains(row), () -> "not in the record: " + row);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void theProfilesHaveAsManyRacesAndCellsAsItSays(Profile profile) throws IOException {
        String row = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| `" + profile.label() + "`")).findFirst().orElseThrow();
        assertTrue(row.contains(
                " | " + (profile.races().size() + profile.gpuRaces().size()) + " | "
                        + Quantity.count(profile.cells().size()) + " | "),
                row);
    }
}
