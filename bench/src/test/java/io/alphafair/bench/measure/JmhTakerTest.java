package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JmhTakerTest {
    /** Getting ready, a warm-up of 11 ms and two iterations of 20 ms, each 100 ms late; 5 ms to settle. */
    @Test
    @Timeout(60)
    void aForkThatDoesNotEndIsGivenUp() {
        Forks forks = new Forks(new JavaCommand(null, List.of()), Forks.class, List.of(),
                new PrintStream(OutputStream.nullOutputStream()), Duration.ofMillis(100));
        JmhTaker.Side endless = new JmhTaker.Side(List.of("sh", "-c", "sleep 300"), List.of(), List.of(), "");
        try (Fixture fixture = new Fixture(Question.BEST_ITEMS, Problem.of("uniform", 10, 2, 1), forks)) {
            JmhTaker taker = new JmhTaker(Optional.of(endless), fixture, "backend", "scalar",
                    new Turn.JmhFork(1, 11, 2, 20, 5));
            SubjectException e = assertThrows(SubjectException.class, taker::take);
            assertEquals(Verdict.FAILED, e.verdict());
            assertEquals("it did not end within 0.456 s", e.getMessage());
        }
    }
}
