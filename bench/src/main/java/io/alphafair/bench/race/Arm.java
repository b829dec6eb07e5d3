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
record Arm(String name, String what, long bytes, List<String> against, Runnable call, String reason) {
    static Arm of(String name, String what, long bytes, List<String> against, Runnable call) {
        return new Arm(name, what, bytes, against, call, "");
    }

    static Arm missing(String name, String reason) {
        return new Arm(name, "", 0, List.of(), () -> {
            throw new IllegalStateException(name + " cannot run");
        }, reason);
    }

    boolean runs() {
        return reason.isEmpty();
    }
}
