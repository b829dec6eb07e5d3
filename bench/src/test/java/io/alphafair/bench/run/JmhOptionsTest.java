package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.record.Cell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.options.Options;

class JmhOptionsTest {
    private static List<Cell> selected(String line) {
        JmhOptions options = options(line);
        List<Cell> cells = new ArrayList<>(options.select(Profile.QUICK.cells()));
        cells.addAll(options.select(Profile.QUICK.races()));
        options.requireSense(cells, options.includes(AutoSection.NAME));
        return cells;
    }

    private static JmhOptions options(String line) {
        return new JmhOptions(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-bm thrpt", "-tu ms", "-t 2", "-f 0", "-o log.txt", "-rf csv", "-rff x.json", "-l", "-lp",
            "-h", "--nonsense", "-p"})
    void refusesWhatARecordCannotHold(String line) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> options(line));
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    @Test
    void parametersReplaceACellsOwnAndWhatIsThenEqualIsMeasuredOnce() {
        List<Cell> cells = options("BestItems -p backend=simd -p shape=uniform -p n=10,20 -p t=1 -p k=2")
                .select(Profile.QUICK.cells());
        assertEquals(List.of("bestItems backend=simd shape=uniform n=10 t=1 k=2",
                "bestItems backend=simd shape=uniform n=20 t=1 k=2"), cells.stream().map(Cell::key).toList());
    }

    @Test
    void theBackendsOfOneProblemStayTogether() {
        List<Cell> cells = options("BestItems -p backend=simd,scalar -p shape=uniform -p n=10,20 -p t=1 -p k=2")
                .select(Profile.QUICK.cells());
        assertEquals(List.of("simd 10", "scalar 10", "simd 20", "scalar 20"),
                cells.stream().map(cell -> cell.backend() + " " + cell.params().get("n")).toList());
    }

    @Test
    void aParameterThatOneBenchmarkLacksIsNoneOfItsBusiness() {
        List<Cell> cells = options("BestItems Sweep -p alphas=1").select(Profile.QUICK.cells());
        assertTrue(cells.stream().anyMatch(cell -> cell.label().equals("bestItems")));
    }

    @ParameterizedTest
    @CsvSource({"nn=0, -p nn: the chosen benchmarks have no such parameter",
            "n=0, -p n=0: expected a whole number from 1",
            "k=-3, -p k=-3: expected a whole number", "shape=foo, unknown workload 'foo': expected one of uniform"})
    void misspeltParametersAndValuesAreRefusedBeforeAnythingRuns(String parameter, String message) {
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> selected("BestItems -p " + parameter));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void patternsChooseAndExclude() {
        List<Cell> cells = options("Dense -e Vjp").select(Profile.QUICK.cells());
        assertTrue(!cells.isEmpty() && cells.stream().allMatch(cell -> cell.label().equals("denseGradient")),
                cells.toString());
        assertThrows(InvalidInputException.class, () -> selected("Nothing"));
        assertThrows(InvalidInputException.class, () -> selected("("));
    }

    @Test
    void patternsAndParametersChooseRacesToo() {
        assertEquals(List.of("read shape=scaled n=77 t=8 k=64", "read shape=scaled n=77 t=1 k=64"),
                selected("Race.read -p shape=scaled -p n=77 -p k=64").stream().map(Cell::key).toList());
        assertTrue(selected("-e Race").stream().noneMatch(cell -> cell.benchmark().contains("Race")));
    }

    @Test
    void usersFlagsDoNotDisplaceOurs() {
        JmhOptions options = options("-jvmArgsPrepend -XX:UseAVX=2 -jvmArgsAppend -Da=b");
        List<String> expected = new ArrayList<>(JvmFlags.REQUIRED);
        expected.addAll(JvmFlags.HEAP);
        expected.add("-XX:UseAVX=2");
        Options forCell = options.forCell(Profile.QUICK.cells().getFirst(), Profile.QUICK.effort());
        assertEquals(expected, List.copyOf(forCell.getJvmArgsPrepend().get()));
        expected.add("-Da=b");
        assertEquals(expected, options.java().flags());
    }

    @Test
    void theUsersEffortWinsOverTheProfiles() {
        Effort profile = new Effort(1, 2, 3, 4, 5);
        assertEquals(profile, options("").effort(profile));
        assertEquals(new Effort(7, 8, 90, 10, 2000), options("-f 7 -wi 8 -w 90ms -i 10 -r 2").effort(profile));
    }
}
