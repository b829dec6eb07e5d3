package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.select.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void theVersionIsMavens() {
        String version = Alphafair.done("--version").strip();
        assertTrue(version.matches("alphafair \\d+\\.\\d+\\.\\d+.*"), version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "allocate", "bench", "report", "compare", "doctor", "soak", "gpu-check", "gpu-kit"})
    void helpTeachesWithAnExampleThatFitsTheScreen(String command) {
        String help = command.isEmpty() ? Alphafair.done("--help") : Alphafair.done(command, "--help");
        assertTrue(help.contains("Example"), help);
        assertTrue(help.contains("  alphafair " + command), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
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
