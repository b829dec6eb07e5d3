package io.alphafair.bench.race;

import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.RaceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Lets arms take turns: a burst of calls each, in an order that changes from round to round. */
public final class Race {
    /** Rounds that are compared with as many before them, to see whether the arms still get faster. */
    private static final int WINDOW = 5;
    private static final double STEADY = 0.05;

    private final List<Arm> arms;
    private final Pace pace;
    private final LongSupplier clock;
    private final int[] calls;
    private final List<long[]> rounds = new ArrayList<>();

    /** @param clock nanoseconds */
    public Race(List<Arm> arms, Pace pace, LongSupplier clock) {
        this.arms = arms.stream().filter(Arm::runs).toList();
        this.pace = pace;
        this.clock = clock;
        this.calls = new int[this.arms.size()];
    }

    /** Runs all rounds; the arms are compiled already. */
    public Race run() {
        for (int arm = 0; arm < calls.length; arm++) {
            calls[arm] = callsOfABurst(arms.get(arm).call());
        }
        long start = clock.getAsLong();
        while (!isSteady() && clock.getAsLong() - start < pace.nanos() / 4) {
            round();
        }
        rounds.clear();
        start = clock.getAsLong();
        while (rounds.size() < pace.mostRounds()
                && (rounds.size() < pace.leastRounds() || clock.getAsLong() - start < pace.nanos())) {
            round();
        }
        return this;
    }

    private int callsOfABurst(Runnable call) {
        int count = 1;
        for (;;) {
            long nanos = Math.max(1, burst(call, count));
            if (nanos >= pace.burstNanos() / 2) {
                return (int) Math.max(1, Math.round(count * (double) pace.burstNanos() / nanos));
            }
            count = 2 * count;
        }
    }

    private long burst(Runnable call, int count) {
        long start = clock.getAsLong();
        for (int done = 0; done < count; done++) {
            call.run();
        }
        return clock.getAsLong() - start;
    }

    private void round() {
        long[] nanos = new long[calls.length];
        for (int arm : order(rounds.size(), calls.length)) {
            nanos[arm] = burst(arms.get(arm).call(), calls[arm]);
        }
        rounds.add(nanos);
    }

    /** Each arm is first, second and so on in turn, and follows each of its two neighbours. */
    static int[] order(int round, int arms) {
        int[] order = new int[arms];
        boolean backwards = round / arms % 2 == 1;
        for (int place = 0; place < arms; place++) {
            int arm = (round + place) % arms;
            order[place] = backwards ? arms - 1 - arm : arm;
        }
        return order;
    }

    private boolean isSteady() {
        int count = rounds.size();
        if (count < 2 * WINDOW) {
            return false;
        }
        for (int arm = 0; arm < calls.length; arm++) {
            double before = median(arm, count - 2 * WINDOW, count - WINDOW);
            double now = median(arm, count - WINDOW, count);
            if (Math.abs(now - before) > STEADY * before) {
                return false;
            }
        }
        return true;
    }

    private double median(int arm, int from, int to) {
        return MedianInterval.medianOf(rounds.subList(from, to).stream().mapToDouble(nanos -> nanos[arm]).toArray());
    }

    /** The fastest arm by its median. */
    Arm fastest() {
        int best = 0;
        for (int arm = 1; arm < calls.length; arm++) {
            best = nanos(arm) < nanos(best) ? arm : best;
        }
        return arms.get(best);
    }

    /** The median time of a call. */
    private double nanos(int arm) {
        return median(arm, 0, rounds.size()) / calls[arm];
    }

    /** The times of the arms that ran. */
    public List<RaceResult.Arm> times() {
        List<RaceResult.Arm> times = new ArrayList<>();
        for (int place = 0; place < calls.length; place++) {
            Arm arm = arms.get(place);
            int index = place;
            times.add(new RaceResult.Arm(arm.name(), arm.what(), "", arm.bytes(), nanos(place), calls[place],
                    rounds.stream().flatMapToLong(nanos -> LongStream.of(nanos[index])).boxed().toList()));
        }
        return times;
    }

    /** Each arm's speed over that of each arm it is compared with, if that ran. */
    public List<RaceResult.Paired> paired() {
        List<RaceResult.Paired> paired = new ArrayList<>();
        for (int arm = 0; arm < calls.length; arm++) {
            for (String name : arms.get(arm).against()) {
                int other = arms.stream().map(Arm::name).toList().indexOf(name);
                if (other >= 0) {
                    MedianInterval ratio = speed(arm, other);
                    paired.add(new RaceResult.Paired(arms.get(arm).name(), name, ratio.median(), ratio.low(),
                            ratio.high()));
                }
            }
        }
        return paired;
    }

    private MedianInterval speed(int arm, int other) {
        return MedianInterval.of(rounds.stream()
                .mapToDouble(nanos -> (double) nanos[other] / calls[other] / ((double) nanos[arm] / calls[arm]))
                .toArray());
    }
}
