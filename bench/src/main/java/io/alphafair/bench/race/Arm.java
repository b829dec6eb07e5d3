package io.alphafair.bench.race;

import java.util.List;

/**
 * One of those that take turns.
 *
 * @param what what really runs, in a few words
 * @param bytes what a call moves, by the reports' convention
 * @param against the arms that its time is compared with
 * @param call one call
 * @param reason why it cannot run, in one line; empty if it can
 */
public record Arm(String name, String what, long bytes, List<String> against, Runnable call, String reason) {
    /** An arm that runs. */
    public static Arm of(String name, String what, long bytes, List<String> against, Runnable call) {
        return new Arm(name, what, bytes, against, call, "");
    }

    /** An arm that cannot run, and why. */
    public static Arm missing(String name, String reason) {
        return new Arm(name, "", 0, List.of(), () -> {
            throw new IllegalStateException(name + " cannot run");
        }, reason);
    }

    /** Whether it takes turns. */
    public boolean runs() {
        return reason.isEmpty();
    }
}
