package io.alphafair.bench.race;

import io.alphafair.Items;
import io.alphafair.bench.Workloads;
import io.alphafair.bench.record.Cell;

/**
 * What a JVM is asked to race.
 *
 * @param library the compiled C; empty where there is none
 * @param missing why there is none, in one line; empty where there is one
 * @param millis how long the rounds that count should last together
 */
record RaceOrder(Cell race, String library, String missing, int millis) {
    private int number(String param) {
        return Integer.parseInt(race.params().get(param));
    }

    private String shape() {
        return race.params().get("shape");
    }

    /** Makes the problem. */
    Items items() {
        return Workloads.named(shape()).make(number("n"), number("t"), number("k"));
    }

    /** How to name the problem in messages. */
    String problem() {
        return shape() + " " + number("n") + " x " + number("t") + ", K = " + number("k");
    }
}
