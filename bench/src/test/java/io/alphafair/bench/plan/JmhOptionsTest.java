package io.alphafair.bench.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class JmhOptionsTest {
    /** The options that are taken; the constructor refuses every other one. */
    private static final Set<String> TAKEN = Set.of("e", "p", "f", "wi", "w", "i", "r", "jvm", "jvmArgs",
            "jvmArgsPrepend", "jvmArgsAppend", "prof", "gc", "si", "to", "v", "foe", "t");
    /** A value for each option that is refused; empty for those that take none. */
    private static final Map<String, String> REFUSED = Map.ofEntries(Map.entry("bm", "thrpt"), Map.entry("tu", "ms"),
            Map.entry("bs", "10"), Map.entry("wbs", "10"), Map.entry("opi", "1000"), Map.entry("tg", "1,1"),
            Map.entry("wm", "BULK"), Map.entry("wmb", "BestItems"), Map.entry("wf", "1"), Map.entry("o", "log.txt"),
            Map.entry("rf", "csv"), Map.entry("rff", "x.json"), Map.entry("l", ""), Map.entry("lp", ""),
            Map.entry("lprof", ""), Map.entry("lrf", ""), Map.entry("h", ""));

    private static JmhOptions options(String line) {
        return new JmhOptions(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    private static void assertRefused(String line, String message) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> options(line), line);
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    /** The names of all options of JMH, from its help. */
    private static Set<String> all() throws IOException, CommandLineOptionException {
        PrintStream out = System.out;
        ByteArrayOutputStream help = new ByteArrayOutputStream();
        System.setOut(new PrintStream(help, true, StandardCharsets.UTF_8));
        try {
            new CommandLineOptions().showHelp();
        } finally {
            System.setOut(out);
        }
        return help.toString(StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> line.matches("-\\w+( .*)?")).map(line -> line.substring(1).split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOptionOfJmhIsEitherTakenOrRefused() throws IOException, CommandLineOptionException {
        Set<String> decided = new TreeSet<>(REFUSED.keySet());
        decided.addAll(TAKEN);
        assertEquals(decided, all());
        assertEquals(REFUSED.size() + TAKEN.size(), decided.size());
        REFUSED.forEach((name, value) -> assertRefused(("-" + name + " " + value).strip(),
                "JMH option -" + name + " is refused here: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t 2", "-f 0", "-foe false"})
    void someValuesAreRefused(String line) {
        assertRefused(line, "JMH option " + line.split(" ")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t 1", "-foe true", "-gc true", "-si true", "-to 60s", "-v EXTRA", "-prof gc",
            "-jvm /usr/bin/java", "-jvmArgs -Xss2m"})
    void harmlessOptionsAreTaken(String line) {
        options(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "-p", "-f many"})
    void whatJmhDoesNotKnowIsOneLine(String line) {
        assertRefused(line, "JMH does not accept these options: ");
    }

    @ParameterizedTest
    @CsvSource({"-r 500us,-r of 500 us", "-w 1500us,-w of 1500 us", "-r 0ms,-r of single-shot",
            "-w 600hr,-w of 600 hr", "-to 999999day,-to of 999999 day"})
    void timesThatARecordCannotHoldAreRefused(String line, String refused) {
        assertRefused(line, "JMH option " + refused + ": expected whole milliseconds, from 1 ms to 2147483647 ms");
    }

    @Test
    void theLongestAndTheShortestTimeAreTaken() {
        assertEquals(new Turn.JmhFork(1, 1, 1, Integer.MAX_VALUE, 0), options("-w 1000us -r 2147483647ms")
                .effort(new Schedule(new Turn.JmhFork(1, 9, 1, 9, 0), Place.FORK_EACH, 1, 1, 0)).turn());
    }

    @Test
    void aProfilerThatCannotBeUsedIsRefusedBeforeAnythingRuns() {
        assertRefused("-prof nonsense", "JMH profiler 'nonsense' cannot be used: ");
    }

    @Test
    void whatIsTakenIsPassedOn() {
        assertEquals(List.of("-prof", "stack:lines=3", "-gc", "true", "-to", "2000ms"),
                options("-prof gc -prof stack:lines=3 -gc true -to 2s -f 3").passedOn());
    }

    @Test
    void theUsersFlagsComeAfterTheRequiredOnes() {
        List<String> expected = new ArrayList<>(JvmFlags.REQUIRED);
        expected.addAll(JvmFlags.HEAP);
        expected.addAll(List.of("-XX:UseAVX=2", "-Xmx2g", "-Da=b"));
        assertEquals(expected,
                options("-jvmArgsPrepend -XX:UseAVX=2 -jvmArgs -Xmx2g -jvmArgsAppend -Da=b").java().flags());
    }

    @Test
    void theUsersEffortWinsOverTheProfiles() {
        Schedule plan = new Schedule(new Turn.JmhFork(1, 2, 3, 4, 5), Place.FORK_EACH, 6, 6, 0);
        assertEquals(plan, options("").effort(plan));
        assertEquals(new Schedule(new Turn.JmhFork(8, 90, 10, 2000, 5), Place.FORK_EACH, 7, 7, 0),
                options("-f 7 -wi 8 -w 90ms -i 10 -r 2").effort(plan));
        Schedule race = Schedule.race(100);
        assertEquals(race, options("-f 7 -i 2").effort(race));
    }

    @Test
    void parametersAreKnownByName() {
        assertEquals(Set.of("n", "k"), options("-p n=1,2 BestItems -p k=3").parameters());
        assertEquals(List.of("1", "2"), options("-p n=1,2").values("n"));
        assertFalse(options("-prof gc").parameters().contains("rof gc"));
    }
}
