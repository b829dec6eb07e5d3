package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.Question;
import io.alphafair.bench.VectorModuleBenchmark;
import io.alphafair.bench.Workload;
import io.alphafair.bench.Workloads;
import io.alphafair.bench.record.Cell;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH's annotations, the profiles and the gate's workloads say about the axes is one thing. */
class PlanTest {
    private static Set<BenchmarkListEntry> benchmarks() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(VectorModuleBenchmark.class.getName()));
    }

    private static Map<String, Set<String>> annotated(String benchmark) {
        BenchmarkListEntry entry = benchmarks().stream().filter(found -> found.getUsername().equals(benchmark))
                .findFirst().orElseThrow();
        return entry.getParams().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, param -> Set.copyOf(Arrays.asList(param.getValue()))));
    }

    @Test
    void everyBenchmarkIsAQuestionMeasuredAsAverageTimeWithTheFlags() {
        Set<String> names = new TreeSet<>();
        for (BenchmarkListEntry entry : benchmarks()) {
            names.add(entry.getUsername());
            assertEquals(Mode.AverageTime, entry.getMode(), entry.getUsername());
            List<String> flags = new ArrayList<>(JvmFlags.REQUIRED);
            flags.addAll(JvmFlags.HEAP);
            assertEquals(flags, List.copyOf(entry.getJvmArgsPrepend().get()), entry.getUsername());
        }
        assertEquals(Arrays.stream(Question.values()).map(Question::benchmark)
                .collect(Collectors.toCollection(TreeSet::new)), names);
    }

    @Test
    void theAnnotationsNameWhatTheGateCovers() {
        Set<String> backends = Backends.all().stream().map(BackendProvider::name).collect(Collectors.toSet());
        Set<String> workloads = Workloads.all().stream().map(Workload::name).collect(Collectors.toSet());
        Set<String> shapes = new HashSet<>();
        for (Question question : Question.values()) {
            Map<String, Set<String>> params = annotated(question.benchmark());
            if (question.peers().isEmpty()) {
                assertEquals(backends, params.get(Cell.BACKEND), question.benchmark());
            }
            shapes.addAll(params.get("shape"));
        }
        assertTrue(workloads.containsAll(shapes), shapes + " of " + workloads);
    }

    @Test
    void quickMeasuresEveryQuestionAndEveryAnnotatedValue() {
        for (Question question : Question.values()) {
            Map<String, Set<String>> planned = new TreeMap<>();
            for (Cell cell : Profile.QUICK.cells()) {
                if (cell.benchmark().equals(question.benchmark())) {
                    cell.params().forEach(
                            (name, value) -> planned.computeIfAbsent(name, any -> new HashSet<>()).add(value));
                }
            }
            annotated(question.benchmark()).forEach((name, values) -> assertTrue(
                    planned.getOrDefault(name, Set.of()).containsAll(axisOf(question, name, values)),
                    question + " " + name + ": " + planned.get(name) + " lacks some of " + values));
        }
    }

    /** The sizes and shapes are one set of axes that bestItems covers; other questions take a part of them. */
    private static Set<String> axisOf(Question question, String name, Set<String> values) {
        return question != Question.BEST_ITEMS && Set.of("n", "t", "k", "shape").contains(name) ? Set.of() : values;
    }

    @ParameterizedTest
    @EnumSource
    void everyProfilesCellsHaveTheParametersOfTheirBenchmark(Profile profile) {
        Set<String> files = new HashSet<>();
        for (Cell cell : profile.cells()) {
            assertEquals(annotated(cell.benchmark()).keySet(), cell.params().keySet(), cell.key());
            assertTrue(files.add(cell.fileName()), cell.key());
            assertFalse(cell.backend().equals("auto"), cell.key());
        }
    }
}
