package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.Availability;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.process.JvmLimit;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameter of a problem that limits the compilers of the JVMs that are forked for its subjects. */
class LimitedJvmTest {
    private static Subject flags(Id id) {
        return Subject.of(id, Role.BACKEND, Availability::yes,
                (fixture, burst) -> new BurstTaker(
                        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()), 1, () -> "done",
                        burst));
    }

    /** The main class of the forked JVM. */
    public static void main(String[] arguments) throws IOException {
        ForkServer.serve(LimitedJvmTest.class, LimitedJvmTest::flags, backend -> Map.of(), problem -> Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void theForkedJvmHasTheFlags(JvmLimit limit) {
        Forks forks = new Forks(new JavaCommand(null, JvmFlags.REQUIRED), LimitedJvmTest.class, List.of(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Duration.ofSeconds(120));
        Problem problem = Problem.of("uniform", 10, 2, 1, JvmLimit.PARAMETER, limit.label());
        try (Engine engine = new Engine(forks, line -> {})) {
            Series series = engine.run(Question.BEST_ITEMS, problem, List.of(flags(Id.parse("flags"))),
                    new Schedule(new Turn.Burst(1000, 0), Place.FORK_EACH, 1, 1, 0)).series().getFirst();
            if (!limit.isKnown()) {
                assertEquals(Verdict.UNAVAILABLE, series.verdict());
                assertTrue(series.reason().contains(limit.flags().getFirst()), series.reason());
                return;
            }
            assertTrue(series.isMeasured(), series.reason());
            assertEquals(String.join(" ", new JavaCommand(null, JvmFlags.REQUIRED).with(limit.flags()).flags()),
                    series.what());
        }
    }

    @Test
    void aMisspeltLimitIsRefused() {
        assertEquals("jvm 'c2': expected one of default, no-avx, c1, 64-bit-vectors",
                assertThrows(InvalidInputException.class, () -> JvmLimit.parse("c2")).getMessage());
    }
}
