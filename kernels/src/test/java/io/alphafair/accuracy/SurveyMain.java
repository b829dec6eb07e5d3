package io.alphafair.accuracy;

/** Prints the table of the largest errors. */
public final class SurveyMain {
    private SurveyMain() {
    }

    /**
     * Runs all surveys, or some of them.
     *
     * @param arguments how many numbers to compare of each output, and the seed; then, if it is not all, a part of the title
     *            of a survey, the name of a regime or "all", and the number of one problem
     */
    public static void main(String[] arguments) {
        long numbers = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        String survey = arguments.length > 2 ? arguments[2] : "";
        String regime = arguments.length > 3 ? arguments[3] : "all";
        long problem = arguments.length > 4 ? Long.parseLong(arguments[4]) : -1;
        System.out.println("seed " + seed + ", at least " + numbers + " numbers per output\n");
        System.out.println("| problems | output | compared | outside | largest error, ulp | share of the bound |");
        System.out.println("|---|---|--:|--:|--:|--:|");
        for (Survey chosen : Survey.all()) {
            for (Regime kind : chosen.regimes()) {
                if (chosen.title().contains(survey) && (regime.equals("all") || regime.equals(kind.name()))) {
                    long start = System.nanoTime();
                    Errors errors = chosen.run(kind, seed, numbers, problem);
                    errors.lines().forEach(System.out::println);
                    System.err.println(chosen.title() + ", " + kind.title + ": "
                            + (System.nanoTime() - start) / 1_000_000_000 + " s, " + errors.refused() + " refused");
                    errors.worst().forEach(System.err::println);
                }
            }
        }
    }
}
