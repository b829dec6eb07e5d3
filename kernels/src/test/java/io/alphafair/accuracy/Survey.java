package io.alphafair.accuracy;

import java.util.List;
import java.util.SplittableRandom;

/** Compares numbers of the library with those of 60 digits, on random problems. */
interface Survey {
    /** The surveys. */
    static List<Survey> all() {
        return List.of(new ClosedSurvey(), new CappedSurvey(), new OverlapSurvey());
    }

    String title();

    /** The regimes that it has problems of. */
    List<Regime> regimes();

    /** The outputs of which a run compares a given number. */
    List<String> counted(Regime regime);

    /**
     * Compares the numbers of one random problem.
     *
     * @param numbers how many the whole run compares
     */
    void compare(Regime regime, SplittableRandom random, long numbers, Errors errors);

    /**
     * Compares at least so many numbers of each output that counts.
     *
     * @param problem the only one to take, or -1 for as many as it takes
     */
    default Errors run(Regime regime, long seed, long numbers, long problem) {
        Errors errors = new Errors(title() + ", " + regime.title);
        for (long next = 0; problem < 0 ? !isDone(regime, numbers, errors) : next <= problem; next++) {
            if (problem < 0 || next == problem) {
                errors.at(next);
                compare(regime, new SplittableRandom(seed * 1_000_003 + next), numbers, errors);
            }
            if (errors.refused() > 10_000 && counted(regime).stream().allMatch(name -> errors.compared(name) == 0)) {
                throw new IllegalStateException(title() + ", " + regime + ": every problem is refused");
            }
        }
        return errors;
    }

    private boolean isDone(Regime regime, long numbers, Errors errors) {
        return counted(regime).stream().allMatch(output -> errors.compared(output) >= numbers);
    }
}
