package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a subject does when it is its turn. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Turn.Burst.class, name = "burst"),
        @JsonSubTypes.Type(value = Turn.JmhFork.class, name = "jmh"),
        @JsonSubTypes.Type(value = Turn.FreshJvm.class, name = "fresh"),
        @JsonSubTypes.Type(value = Turn.WholeProcess.class, name = "process")})
public sealed interface Turn {
    /**
     * Calls for about that long, and at least once; one value, the time per call.
     *
     * @param nanos length of the burst
     * @param settleMillis how long a subject may call before its first burst until its time has settled; 0 where all is
     *            compiled already
     */
    record Burst(long nanos, int settleMillis) implements Turn {}

    /**
     * One fork of JMH; one value per iteration.
     *
     * @param warmups iterations that do not count
     * @param warmupMillis length of each
     * @param iterations iterations that count
     * @param millis length of each
     * @param settleMillis how long the fork may repeat the operation before its first iteration until its time has settled
     */
    record JmhFork(int warmups, int warmupMillis, int iterations, int millis, int settleMillis) implements Turn {
        /** All iterations are of one length. */
        public JmhFork(int warmups, int iterations, int millis, int settleMillis) {
            this(warmups, millis, iterations, millis, settleMillis);
        }
    }

    /**
     * A JVM of its own, from its first call on.
     *
     * @param calls how many calls it makes
     */
    record FreshJvm(int calls) implements Turn {}

    /** A process of the command, from its start to its end; one value, the time between the two. */
    record WholeProcess() implements Turn {}
}
