package io.alphafair.cli;

import io.alphafair.backend.Backend;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.subject.Subjects;
import io.alphafair.contract.BackendContract;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What doctor and gpu-check do in the command's own JVM. */
final class InThisJvm {
    private InThisJvm() {
    }

    /**
     * Checks the contract on generated problems, without caps and with: small ones that are easy to get wrong.
     *
     * @param problems how many
     * @param goOn asked before each problem
     * @return how many were checked, for people
     * @throws io.alphafair.contract.ContractViolationException if an answer is wrong; the message has the problem's seed
     */
    static String checkContract(Backend backend, long problems, BooleanSupplier goOn) {
        long seed = 0;
        for (; seed < problems && goOn.getAsBoolean(); seed++) {
            BackendContract.checkAll(backend, seed);
        }
        return seed + " generated problems have the reference's answers, with caps too"
                + (seed < problems ? "; there was no time for the other " + (problems - seed) : "");
    }

    /** Lets the subjects take turns at the group argmax; what goes wrong is told in the session. */
    static Session takeTurns(Problem problem, List<Id> subjects, Schedule how) {
        Subjects known = Subjects.ofThisCode();
        try (Engine engine = new Engine(Forks.none(), line -> {})) {
            return engine.run(Question.BEST_ITEMS, problem, subjects.stream().map(known::find).toList(),
                    how.at(Place.HERE));
        }
    }
}
