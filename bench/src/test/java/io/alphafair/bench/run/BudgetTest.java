package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on a machine whose sessions take as long as a factor says. */
class BudgetTest {
    private long now;
    private final List<Planned> measured = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();

    /** As Measuring does it; sessions take {@code slower} times as long as their schedule and 500 ms per subject. */
    private void run(List<Planned> plan, Optional<Duration> limit, double slower) {
        Budget budget = new Budget(limit, () -> now);
        for (int place = 0; place < plan.size(); place++) {
            Optional<Schedule> how = budget.next(plan.subList(place, plan.size()));
            if (how.isEmpty()) {
                return;
            }
            Planned planned = plan.get(place);
            double millis = slower * planned.subjects().size() * (500 + millis(how.get()));
            now += (long) (millis * 1e6);
            budget.spent(planned, how.get(), Duration.ofMillis((long) millis));
            measured.add(planned);
            schedules.add(how.get());
        }
    }

    private static double millis(Schedule how) {
        return switch (how.turn()) {
            case Turn.JmhFork jmh -> how.leastRounds()
                    * (1500.0 + jmh.warmups() * jmh.warmupMillis() + jmh.iterations() * jmh.millis());
            case Turn.FreshJvm fresh -> how.leastRounds() * 1000.0;
            case Turn.WholeProcess process -> how.leastRounds() * 1000.0;
            case Turn.Burst burst -> how.limitMillis() / 5.0;
        };
    }

    @Test
    void withoutALimitEverythingHasItsWholeSchedule() {
        List<Planned> plan = Profile.QUICK.plan(false);
        run(plan, Optional.empty(), 1);
        assertEquals(plan.stream().map(Planned::how).toList(), schedules);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 5, 20})
    void aRunEndsInTimeAndLeavesOutTheEndOfThePlan(double minutes) {
        List<Planned> plan = Profile.LIMITS.plan(false);
        run(plan, Optional.of(Duration.ofMillis((long) (minutes * 60_000))), 1);
        assertTrue(now <= minutes * 60e9, now / 60e9 + " minutes");
        assertEquals(plan.subList(0, measured.size()), measured);
        assertTrue(minutes < 2 || !measured.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void noSessionHasFewerRoundsThanItsResultNeeds(Profile profile) {
        run(profile.plan(false), Optional.of(Duration.ofMinutes(6)), 1);
        for (int place = 0; place < schedules.size(); place++) {
            Schedule how = schedules.get(place);
            int fewest = how.turn() instanceof Turn.JmhFork ? Schedule.FEWEST_FORKS : Schedule.FEWEST_ROUNDS;
            assertTrue(how.leastRounds() >= Math.min(fewest, measured.get(place).how().leastRounds()), how.toString());
        }
    }

    @Test
    void whereThereIsTimeTheScheduleIsWhole() {
        List<Planned> plan = Profile.QUICK.plan(false);
        run(plan, Optional.of(Duration.ofHours(50)), 1);
        assertEquals(plan.stream().map(Planned::how).toList(), schedules);
    }

    @Test
    void aSlowMachineMeasuresLessButStillEndsAboutInTime() {
        run(Profile.LIMITS.plan(false), Optional.of(Duration.ofMinutes(10)), 4);
        assertTrue(now <= 11 * 60e9, now / 60e9 + " minutes");
        assertTrue(measured.size() > 3, measured.toString());
    }

    @Test
    void tooLittleTimeForAnythingLeavesAllOut() {
        run(Profile.LIMITS.plan(false), Optional.of(Duration.ofSeconds(2)), 1);
        assertEquals(List.of(), measured);
    }
}
