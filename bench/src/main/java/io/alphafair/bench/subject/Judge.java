package io.alphafair.bench.subject;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Verdict;
import java.util.function.Predicate;

/**
 * Which sessions have a use for a peer, and how its answers are checked.
 *
 * @param only what it answers, as the reason why a session has no use for it
 * @param answers whether it answers the session's question on its problem
 * @param check what a worker's reply has to satisfy
 */
record Judge(String only, Predicate<Fixture> answers, Check check) {
    /** Checks an answer. */
    interface Check {
        /** @throws SubjectException if the answer is incomplete or wrong */
        void require(Worker.Reply reply, Fixture fixture) throws SubjectException;
    }

    /** @throws SubjectException if the session has no use for the peer */
    void requireSupported(Fixture fixture) throws SubjectException {
        if (!answers.test(fixture)) {
            throw new SubjectException(Verdict.UNAVAILABLE, only);
        }
        requireWhole(fixture.items());
    }

    /** @throws InvalidInputException if an operand is broadcast, which peers do not know */
    private static void requireWhole(Items items) {
        long elements = items.individualCount() * items.itemCount();
        if (items.benefit().size() != elements || items.cost().size() != elements) {
            throw new InvalidInputException("benefit is " + items.benefit().shape() + ", cost is "
                    + items.cost().shape() + ": expected two N x T matrices, because peers know no broadcast operands");
        }
    }

    /** @throws SubjectException if a part of an answer is missing */
    static void requireComplete(boolean complete, String expected) throws SubjectException {
        if (!complete) {
            throw new SubjectException(Verdict.FAILED, "its answer is incomplete: expected " + expected);
        }
    }
}
