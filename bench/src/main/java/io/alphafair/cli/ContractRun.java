package io.alphafair.cli;

import io.alphafair.backend.Backend;
import io.alphafair.contract.BackendContract;
import java.util.function.BooleanSupplier;

/** The contract on generated problems: small ones that are easy to get wrong. */
final class ContractRun {
    private ContractRun() {
    }

    /**
     * Checks a backend.
     *
     * @param problems how many
     * @param goOn asked before each problem
     * @return how many were checked, for people
     * @throws io.alphafair.contract.ContractViolationException if an answer is wrong; the message has the problem's seed
     */
    static String check(Backend backend, long problems, BooleanSupplier goOn) {
        long seed = 0;
        for (; seed < problems && goOn.getAsBoolean(); seed++) {
            BackendContract.check(backend, seed);
        }
        return seed + " generated problems have the reference's answers"
                + (seed < problems ? "; there was no time for the other " + (problems - seed) : "");
    }
}
