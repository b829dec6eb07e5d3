package io.alphafair.studies.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alphafair.InvalidInputException;
import io.alphafair.testing.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NumpyRandomTest {
    /** What NumPy drew; {@code make.py} beside it says how. */
    private static JsonNode recorded() throws IOException {
        try (InputStream in = NumpyRandomTest.class.getResourceAsStream("streams.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void drawsNumpysBitsInTurns() throws IOException {
        int draws = 0;
        for (JsonNode stream : recorded().get("streams")) {
            NumpyRandom random = new NumpyRandom(stream.get("seed").longValue());
            for (JsonNode draw : stream.get("draws")) {
                draws++;
                if (draw.has("random")) {
                    for (JsonNode expected : draw.get("random")) {
                        assertEquals(expected.doubleValue(), random.random(), () -> "seed " + stream.get("seed"));
                    }
                    continue;
                }
                for (JsonNode expected : draw.get("integers")) {
                    assertEquals(expected.longValue(),
                            random.integers(draw.get("low").longValue(), draw.get("high").longValue()),
                            () -> "seed " + stream.get("seed") + ", " + draw.get("low") + " to " + draw.get("high"));
                }
            }
        }
        assertEquals(400, draws);
    }

    /** Bounds just above half of the range refuse half of the words. */
    @Test
    void refusesTheSameWords() throws IOException {
        JsonNode recorded = recorded().get("long");
        NumpyRandom random = new NumpyRandom(recorded.get("seed").longValue());
        long sum = 0;
        for (int draw = 0; draw < 100_000; draw++) {
            sum += random.integers(0, (1L << 31) + 1);
        }
        assertEquals(recorded.get("sumOfIntegers").longValue(), sum);
        assertEquals(recorded.get("next").doubleValue(), random.random());
    }

    @Test
    void givesTheNotebooksData() {
        assertNotebook("notebook-4x4-alpha-0", 0, 4, 0.2);
        assertNotebook("notebook-4x2-alpha-1", 0, 4, 0.2);
        assertNotebook("notebook-derivatives-alpha-2.0", 0, 4, 0.3);
        assertNotebook("notebook-5000x1", 42, 1, 0.2);
    }

    private static void assertNotebook(String name, long seed, double span, double from) {
        Golden golden = Golden.named(name);
        NumpyRandom random = new NumpyRandom(seed);
        int size = golden.n() * golden.t();
        assertArrayEquals(golden.benefit(), Arrays.stream(random.random(size)).map(x -> 1 + span * x).toArray());
        assertArrayEquals(golden.cost(), Arrays.stream(random.random(size)).map(x -> from + (1 - from) * x).toArray());
        assertArrayEquals(golden.group(), random.integers(0, golden.k(), golden.n()));
    }

    @Test
    void refusesWhatNumpyRefuses() {
        assertTrue(assertThrows(InvalidInputException.class, () -> new NumpyRandom(-1)).getMessage()
                .contains("expected a whole number >= 0"));
        assertThrows(InvalidInputException.class, () -> new NumpyRandom(0).integers(3, 3));
    }
}
