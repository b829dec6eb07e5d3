package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.select.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void theVersionIsMavens() {
        String version = Alphafair.done("--version").strip();
        assertTrue(version.matches("alphafair \\d+\\.\\d+\\.\\d+.*"), version);
    }

    /** The words of every command, below the program itself, too. */
    static Stream<List<String>> commands() {
        return commands(Main.command(), List.of());
    }

    private static Stream<List<String>> commands(CommandLine command, List<String> words) {
        return Stream.concat(Stream.of(words), command.getSubcommands().entrySet().stream()
                .flatMap(each -> commands(each.getValue(),
                        Stream.concat(words.stream(), Stream.of(each.getKey())).toList())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpTeachesWithAnExampleThatFitsTheScreen(List<String> command) {
        String help = Alphafair.done(Stream.concat(command.stream(), Stream.of("--help")).toArray());
        assertTrue(help.contains("Example"), help);
        assertTrue(help.contains(("  alphafair " + String.join(" ", command)).stripTrailing()), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    }

    /** The list of commands shows the first line of each description. */
    @Test
    void theListOfCommandsHasWholeSentences() {
        List<String> cut = new ArrayList<>();
        int commands = 0;
        for (List<String> words : commands().filter(list -> !list.isEmpty()).toList()) {
            CommandLine command = Main.command();
            for (String word : words) {
                command = command.getSubcommands().get(word);
            }
            commands++;
            String[] description = command.getCommandSpec().usageMessage().description();
            if (description.length > 1 && !description[0].endsWith(".")) {
                cut.add(words + ": " + description[0]);
            }
        }
        assertTrue(commands > 12, commands + " commands");
        assertEquals(List.of(), cut);
    }

    @Test
    void theExampleOfTheHelpWorks(@TempDir Path folder) throws IOException {
        List<String> help = Alphafair.done("allocate", "--help").lines().toList();
        int header = help.indexOf("  sex,visit,test");
        Path people = Files.write(folder.resolve("people.csv"),
                help.subList(header, header + 4).stream().map(String::strip).toList());
        int start = help.indexOf("  alphafair allocate --table people.csv --benefit visit,test --cost-values 2,1 \\");
        String command = help.get(start).strip().replace("\\", "") + help.get(start + 1).strip();
        Object[] words = command.replace("people.csv", people.toString()).replace("alphafair allocate", "allocate")
                .split(" +");
        assertTrue(Alphafair.done(words).contains("sex=f"));
        Path problems = Files.writeString(folder.resolve("in.json"),
                String.join("\n", help.subList(help.size() - 2, help.size())));
        assertTrue(Alphafair.done("allocate", "--problems", problems).contains("\"name\":\"two\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alocate", "--bakend"})
    void unknownWordsAreRefused(String word) {
        Alphafair run = Alphafair.run(word);
        assertEquals(Main.BAD_INPUT, run.code());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(word) && run.err().contains("--help"),
                run.err());
        assertEquals(1, run.err().lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            alocate~did you mean allocate
            doctor --calibrat~did you mean --calibrate
            allocate --bakend scalar~did you mean --backend
            """)
    void aNearMissIsToldWhatMayBeMeant(String words, String remedy) {
        Alphafair run = Alphafair.run((Object[]) words.split(" "));
        assertEquals(Main.BAD_INPUT, run.code());
        assertTrue(run.err().contains(remedy), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"allocate --benefit b\0.npy --cost-values 1 --group g.npy --budget 1 --alpha 1",
            "allocate --table t\0.csv --benefit b --cost-values 1 --group g --budget 1 --alpha 1",
            "allocate --problems p\0.json", "report r\0", "report r --out r\0", "report r --readme r\0",
            "compare a b\0",
            "compare a --baseline b\0", "compare a b --html h\0", "bench --data d\0.csv --benefit b --cost c --group g",
            "bench --results r\0 --profile smoke -- nothing", "study verify --out o\0",
            "study synthetic --write w\0.csv",
            "study regret --table t\0.csv --attributes a,b --favoured c=d --k 1", "gpu-kit k\0",
            "gpu-check --out o\0"})
    void whatIsNoPathIsOneLine(String words) {
        Alphafair run = Alphafair.run((Object[]) words.split(" "));
        assertEquals(Main.BAD_INPUT, run.code(), run.toString());
        assertTrue(run.err().startsWith("error: ") && run.err().contains("\\u0000"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void noCommandIsRefused() {
        Alphafair.assertRefused(Main.BAD_INPUT, "Missing required subcommand; see 'alphafair --help'");
    }

    @Test
    void doctorNamesEveryBackend() {
        String text = Alphafair.doctor();
        Backends.all().forEach(provider -> assertTrue(text.contains(provider.name() + "  "), text));
        assertTrue(text.contains("no benchmark") && !text.contains("WRONG ANSWER"), text);
        assertTrue(text.contains("300 generated problems have the reference's answers"), text);
    }

    @Test
    void anAnswerThatCannotBeHandedOverIsNotDone() {
        StringWriter err = new StringWriter();
        PrintWriter full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        });
        assertEquals(1, Main.run(full, new PrintWriter(err, true), "--version"));
        assertTrue(err.toString().startsWith("error: standard output cannot be written"), err.toString());
    }
}
