package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.report.Regret.Pick;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegretTest {
    private static Session session(Map<String, String> facts) {
        return MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, MadeRuns.GRID, facts, List.of(Metric.TIME),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 3000), MadeRuns.raced("simd", Role.BACKEND, 1, 1000));
    }

    @Test
    void itIsTheChosenTimeOverTheBestLessOne() {
        Session session = session(Regret.facts("scalar", 1, "simd", 2, "the built-in model"));
        Pick chosen = Regret.of(session, Regret.CHOSEN).orElseThrow();
        assertEquals("simd", chosen.best().toString());
        assertEquals(2, chosen.regret().value(), 0.1);
        assertTrue(
                chosen.regret().low() <= chosen.regret().value() && chosen.regret().value() <= chosen.regret().high());
        assertFalse(chosen.isHit());
        assertTrue(chosen.isCertainMiss());
        Pick builtIn = Regret.of(session, Regret.BUILT_IN).orElseThrow();
        assertEquals(0, builtIn.regret().value());
        assertTrue(builtIn.isHit());
    }

    @Test
    void theIntervalIsAtLeastZeroAsTheRegretIs() {
        Session session = session(Regret.facts("scalar", 1, "simd", 2, "the built-in model"));
        for (double high : new double[]{0.99, 1.5}) {
            Ratio ratio = new Ratio(Id.parse("simd"), Id.parse("scalar"), "time", 0.98, 0.95, high, 11);
            assertEquals(Table.Cell.of(0, 0, Math.max(0, high - 1)),
                    Regret.of(session.with(session.series(), List.of(ratio)), Regret.CHOSEN).orElseThrow().regret());
        }
    }

    @Test
    void withoutAChoiceOrItsTimeThereIsNone() {
        assertTrue(Regret.of(session(Map.of()), Regret.CHOSEN).isEmpty());
        assertTrue(Regret.of(session(Regret.facts("gone", 1, "gone", 1, "")), Regret.CHOSEN).isEmpty());
    }
}
