package io.alphafair.bench.record;

import java.util.List;
import java.util.stream.Stream;

/**
 * A run: where it was made and what came of its sessions.
 *
 * @param sessions in the order of the plan
 * @param leftOut what the time did not suffice for, one line each
 */
public record Run(Environment environment, List<Session> sessions, List<String> leftOut) {
    /** The sessions with one kind of turn in one place, such as races. */
    public Stream<Session> sessions(Class<? extends Turn> turn, Place place) {
        return sessions.stream().filter(session -> turn.isInstance(session.how().turn())
                && session.how().place() == place);
    }
}
