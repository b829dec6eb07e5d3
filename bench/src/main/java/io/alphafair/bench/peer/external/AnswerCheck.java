package io.alphafair.bench.peer.external;

import io.alphafair.BestItems;
import java.util.Optional;

/** Compares an arm's answer with scalar's: ratios bit for bit, winners where only one entry reaches the ratio. */
final class AnswerCheck {
    private AnswerCheck() {
    }

    /** The first difference, in one line; empty if there is none. */
    static Optional<String> difference(BestItems expected, WorkerLoop.Reply actual) {
        int groups = expected.groupCount();
        if (actual.ratio().length != groups || actual.winner().length != groups) {
            return Optional.of(actual.ratio().length + " ratios and " + actual.winner().length + " winners, scalar has "
                    + groups + " groups");
        }
        for (int group = 0; group < groups; group++) {
            boolean unique = expected.bestRatio(group) > 0 && !expected.isTied(group);
            if (Double.compare(actual.ratio()[group], expected.bestRatio(group)) != 0
                    || unique && actual.winner()[group] != expected.winner(group)) {
                return Optional.of("group " + group + " has ratio " + actual.ratio()[group] + " at "
                        + actual.winner()[group] + ", scalar's is " + expected.bestRatio(group) + " at "
                        + expected.winner(group));
            }
        }
        return Optional.empty();
    }
}
