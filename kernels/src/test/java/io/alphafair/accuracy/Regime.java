package io.alphafair.accuracy;

import java.util.SplittableRandom;

/** What is special about the problems of a survey. */
enum Regime {
    ORDINARY("ordinary"), //
    WEIGHTS("weights from 1e-3 to 1e3"), //
    ALPHAS("alpha from 1e-6 to 1e6"), //
    NEAR_ONE("alpha near 1"), //
    FAR_APART("ratios over 300 decades"), //
    MANY("many groups"), //
    NEAR_TIES("near ties"), //
    BUDGETS("budgets from 1e-300 to 1e300");

    /** Those that the closed form computes in different ways. */
    private static final double[] SPECIAL = {0, 0.25, 0.5, 1, 2, 3.3, 5, 20, Double.POSITIVE_INFINITY};

    final String title;

    Regime(String title) {
        this.title = title;
    }

    double alpha(SplittableRandom random) {
        return switch (this) {
            case ALPHAS -> switch (random.nextInt(12)) {
                case 0 -> 0;
                case 1 -> 1;
                case 2 -> Double.POSITIVE_INFINITY;
                default -> decades(random, -6, 6);
            };
            case NEAR_ONE -> 1 + (random.nextBoolean() ? 1 : -1) * decades(random, -12, -2);
            default -> random.nextBoolean()
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : decades(random, -2, 2);
        };
    }

    double budget(SplittableRandom random) {
        return this == BUDGETS ? decades(random, -300, 300) : decades(random, -3, 6);
    }

    /** Null for 1 each. */
    double[] weights(SplittableRandom random, int groupCount) {
        return this == WEIGHTS ? random.doubles(groupCount, -3, 3).map(x -> Math.pow(10, x)).toArray() : null;
    }

    /** Fills the benefits and costs of entries. */
    void fill(SplittableRandom random, double[] benefit, double[] cost) {
        double b = 1 + 4 * random.nextDouble();
        double c = 0.2 + 0.8 * random.nextDouble();
        for (int i = 0; i < benefit.length; i++) {
            if (this == NEAR_TIES) {
                benefit[i] = b + random.nextInt(4) * Math.ulp(b);
                cost[i] = c + random.nextInt(3) * Math.ulp(c);
            } else {
                benefit[i] = 1 + 4 * random.nextDouble();
                cost[i] = 0.2 + 0.8 * random.nextDouble();
            }
            if (this == FAR_APART) {
                benefit[i] *= decades(random, -75, 75);
                cost[i] *= decades(random, -75, 75);
            }
        }
    }

    /** As many members of each group: all the same in half of the near ties, else 1 to 4. */
    int[] sizes(SplittableRandom random, int groupCount) {
        int same = this == NEAR_TIES && random.nextBoolean() ? 1 + random.nextInt(4) : 0;
        return random.ints(groupCount, 1, 5).map(size -> same > 0 ? same : size).toArray();
    }

    /** A number whose logarithm is evenly distributed. */
    static double decades(SplittableRandom random, double from, double to) {
        return Math.pow(10, random.nextDouble(from, to));
    }
}
