package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tutorial's commands print the lines that it shows, in that order, and its table is as it says. */
class PatientsGuideTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final String COMMAND = "./alphafair ";

    record Example(String command, String output) {
        @Override
        public String toString() {
            return command;
        }
    }

    static List<Example> examples() throws IOException {
        List<String> blocks = FENCED.matcher(Files.readString(DOCS.resolve("choose-among-patients.md"))).results()
                .map(match -> match.group(1)).toList();
        List<Example> examples = new ArrayList<>();
        for (int place = 0; place < blocks.size(); place += 2) {
            examples.add(new Example(blocks.get(place), blocks.get(place + 1)));
        }
        assertEquals(3, examples.size());
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsTheLinesThatAreShown(Example example) {
        assertTrue(example.command().startsWith(COMMAND), example.command());
        String[] words = example.command().substring(COMMAND.length()).replaceAll("\\\\\\n", " ").strip().split(" +");
        Arrays.setAll(words, place -> words[place].replaceFirst("^docs/", DOCS + "/"));
        List<String> printed = Alphafair.done((Object[]) words).lines().toList();
        int from = 0;
        for (String line : example.output().lines().toList()) {
            int found = printed.subList(from, printed.size()).indexOf(line);
            assertTrue(found >= 0, () -> "the tutorial shows\n" + line + "\nbut the output is\n"
                    + String.join("\n", printed));
            from += found + 1;
        }
    }

    @Test
    void theTableIsAsTheTutorialSays() {
        Table table = Table.read(DOCS.resolve("melanoma.csv"));
        assertEquals(List.of("id", "sex", "decades", "thickness", "ulcer"), table.columns());
        assertEquals(205, table.rowCount());
        assertEquals(79, Arrays.stream(table.strings("sex")).filter("male"::equals).count());
        assertEquals(90, Arrays.stream(table.strings("ulcer")).filter("yes"::equals).count());
    }
}
