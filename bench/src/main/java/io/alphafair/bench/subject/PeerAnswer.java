package io.alphafair.bench.subject;

import io.alphafair.BestItems;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Verdict;

/** What a peer answers: for each group its best ratio and the flat index of a winner, any of the tied ones. */
record PeerAnswer(double[] ratio, long[] winner) {
    /** The first difference to the expected answer, ratios bit for bit, winners where they are unique; empty if none. */
    String difference(BestItems expected) {
        int groups = expected.groupCount();
        if (ratio.length != groups || winner.length != groups) {
            return ratio.length + " ratios and " + winner.length + " winners: expected " + groups + " of each";
        }
        for (int group = 0; group < groups; group++) {
            boolean unique = expected.bestRatio(group) > 0 && !expected.isTied(group);
            if (Double.compare(ratio[group], expected.bestRatio(group)) != 0
                    || unique && winner[group] != expected.winner(group)) {
                return "group " + group + " has ratio " + ratio[group] + " at " + winner[group] + ": expected "
                        + expected.bestRatio(group) + " at " + expected.winner(group);
            }
        }
        return "";
    }

    /** @throws SubjectException if it is not the expected answer */
    void require(BestItems expected) throws SubjectException {
        String difference = difference(expected);
        if (!difference.isEmpty()) {
            throw new SubjectException(Verdict.MISMATCHED, difference);
        }
    }
}
