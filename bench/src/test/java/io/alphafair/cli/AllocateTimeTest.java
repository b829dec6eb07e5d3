package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --time} adds a line for each backend below the answer; the times themselves are not judged. */
class AllocateTimeTest {
    private static final String TIME = " +[\\d.]+ (ns|µs|ms|s)";

    @TempDir
    Path folder;

    private SamplePeople people;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
    }

    private static void assertTimes(List<String> backends, String without, String with) {
        assertTrue(with.startsWith(without), with);
        List<String> lines = with.substring(without.length()).lines().toList();
        assertEquals("Time of an answer here", lines.get(1));
        assertTrue(lines.get(2).matches("backend +open and prepare +first answer +repeated answer *"), lines.get(2));
        for (int place = 0; place < backends.size(); place++) {
            String line = lines.get(3 + place);
            assertTrue(line.matches(backends.get(place) + TIME + TIME + TIME + "( +not settled within .*)?"), line);
        }
        assertTrue(lines.get(3 + backends.size()).startsWith("Opening and first answers include"), with);
    }

    @Test
    void everyNamedBackendHasALine() {
        Object[] words = people.words("--whole", "--budget", 5, "--alpha", "0,1");
        Object[] timed = people.words("--whole", "--budget", 5, "--alpha", "0,1", "--time",
                "scalar,forkjoin:scalar");
        assertTimes(List.of("scalar", "forkjoin:scalar"), Alphafair.done(words), Alphafair.done(timed));
    }

    @Test
    void withoutNamesItIsTheBackendThatAnswers() {
        Object[] words = people.plainWords("--budget", 5, "--alpha", 1);
        Object[] timed = people.plainWords("--budget", 5, "--alpha", 1, "--time");
        assertTimes(List.of("scalar"), Alphafair.done(words), Alphafair.done(timed));
    }

    @Test
    void whatCannotBeTimedIsRefused() {
        Alphafair.assertRefused(Main.BAD_INPUT, "--time scalar,scalar: expected each backend once; drop one",
                people.words("--budget", 5, "--alpha", 1, "--time", "scalar,scalar"));
        Alphafair.assertRefused(Main.BAD_INPUT,
                "--path and --time exclude each other: expected one of them; use --budget to take the time",
                people.words("--path", "5", "--alpha", 1, "--time"));
        Alphafair json = Alphafair.run(people.words("--budget", 5, "--alpha", 1, "--time", "scalar", "--json"));
        assertTrue(json.err().startsWith("error: --json and --time exclude each other"), json.err());
        Alphafair unknown = Alphafair.run(people.words("--budget", 5, "--alpha", 1, "--time", "gpuu"));
        assertTrue(unknown.err().startsWith("error: unknown backend 'gpuu': expected one of scalar"), unknown.err());
        assertEquals("", unknown.out());
    }
}
