package io.alphafair.studies.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.studies.Studies;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README shows what the studies print and draw: every line of an output block is one of the output of the command
 * right above it, as {@link ShownOutput} compares them. nmes trains for minutes of processor time, so it is run with one
 * epoch, which leaves its tables, its best decisions and its model of means as they are.
 */
class ReadmeTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""));
    private static final String COMMAND = "./alphafair study ";
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(csv)?\\n(.*?)^```$");
    /** A table and its name right above it. */
    private static final Pattern TABLE = Pattern.compile("(?ms)`(\\w+\\.csv)`:\\n\\n```csv\\n(.*?)^```$");
    private static final Pattern PICTURE = Pattern.compile("\\]\\(pictures/([a-z]+)-([a-z-]+\\.svg)\\)");
    private static final Pattern TEXT = Pattern.compile(">([^<>]*[A-Za-z][^<>]*)</text>");

    @TempDir
    private Path folder;

    /** A command and the output below it. */
    record Example(String command, String output) {
        @Override
        public String toString() {
            return command;
        }

        Study study() {
            return study(command);
        }

        private static Study study(String command) {
            String name = command.substring(COMMAND.length()).split(" ")[0];
            return Studies.all().stream().filter(study -> study.name().equals(name)).findFirst().orElseThrow();
        }

        /** The options of a command line but for its folder, changed by others. */
        private static StudyArguments arguments(String command, Map<String, String> others) {
            String[] words = command.substring(COMMAND.length()).split(" ");
            Map<String, String> given = new HashMap<>(others);
            for (int i = 1; i < words.length; i += 2) {
                if (!words[i].equals("--out")) {
                    given.putIfAbsent(words[i].substring(2), words[i + 1]);
                }
            }
            return StudyArguments.of(study(command), given);
        }

        boolean isTrainedInFull() {
            return !study().name().equals("nmes");
        }

        /** @param folder where the README's tables are */
        StudyReport run(Path folder) {
            Map<String, String> others = new HashMap<>(isTrainedInFull() ? Map.of() : Map.of("epochs", "1"));
            StudyArguments shown = arguments(command, Map.of());
            if (shown.isGiven("table")) {
                others.put("table", folder.resolve(shown.text("table")).toString());
            }
            return study().run(arguments(command, others), StudyProgress.NONE);
        }
    }

    private static String readme() throws IOException {
        return Files.readString(FOLDER.resolve("README.md"));
    }

    private static List<String> blocks() throws IOException {
        return FENCED.matcher(readme()).results().filter(match -> match.group(1) == null)
                .map(match -> match.group(2).strip()).toList();
    }

    /** An output stands right below a block of one command; blocks of several commands are further examples. */
    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        String before = "";
        for (String block : blocks()) {
            if (!block.startsWith(COMMAND)) {
                assertTrue(before.startsWith(COMMAND) && before.lines().count() == 1,
                        "no single command above the output\n" + block);
                examples.add(new Example(before, block));
            }
            before = block;
        }
        return examples;
    }

    @Test
    void everyStudyIsShown() throws IOException {
        assertEquals(Studies.all().stream().map(Study::name).collect(Collectors.toSet()),
                examples().stream().map(example -> example.study().name()).collect(Collectors.toSet()));
    }

    @Test
    void everyCommandHasOptionsThatExist() throws IOException {
        List<String> commands = blocks().stream().filter(block -> block.startsWith(COMMAND)).flatMap(String::lines)
                .toList();
        assertTrue(commands.size() > Studies.all().size());
        commands.forEach(command -> Example.arguments(command, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyLineIsOneOfTheOutput(Example example) throws IOException {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"),
                "the README was made on x86-64; another processor's exp may round otherwise, and training goes its own way");
        for (MatchResult table : TABLE.matcher(readme()).results().toList()) {
            Files.writeString(folder.resolve(table.group(1)), table.group(2));
        }
        StudyReport report = example.run(folder);
        Set<String> real = new HashSet<>(ShownOutput.lines(report.text(), example.isTrainedInFull()));
        List<String> shown = ShownOutput.lines(example.output(), example.isTrainedInFull());
        assertFalse(shown.isEmpty());
        for (String line : shown) {
            assertTrue(real.contains(line),
                    () -> "the README shows\n" + line + "\nbut the output is\n" + report.text());
        }
        if (example.equals(examples().stream().filter(e -> e.study().name().equals(example.study().name())).findFirst()
                .orElseThrow())) {
            requirePictures(example, report);
        }
    }

    /** The first example of a study has the pictures. Those of what is exact are the same to the byte; of the
     * others the words are. */
    private static void requirePictures(Example example, StudyReport report) throws IOException {
        boolean exact = !List.of("nmes", "train", "verify").contains(example.study().name());
        Map<String, String> drawn = report.pictures().stream().collect(
                Collectors.toMap(picture -> picture.name() + ".svg", StudyReport.Picture::svg));
        Matcher picture = PICTURE.matcher(readme());
        int found = 0;
        while (picture.find()) {
            if (picture.group(1).equals(example.study().name()) && drawn.containsKey(picture.group(2))) {
                found++;
                String shown = Files.readString(
                        FOLDER.resolve("pictures/" + picture.group(1) + "-" + picture.group(2)));
                String real = drawn.get(picture.group(2));
                assertEquals(exact ? real : words(real), exact ? shown : words(shown), picture.group());
            }
        }
        assertTrue(found > 0, "no picture of " + example);
    }

    private static List<String> words(String svg) {
        return TEXT.matcher(svg).results().map(match -> match.group(1)).toList();
    }

    @Test
    void everyPictureIsShown() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("pictures"))) {
            String readme = readme();
            for (Path file : files.toList()) {
                assertTrue(readme.contains("(pictures/" + file.getFileName() + ")"), file.toString());
            }
        }
    }
}
