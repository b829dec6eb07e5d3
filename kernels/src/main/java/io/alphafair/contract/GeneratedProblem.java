package io.alphafair.contract;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A small, difficult problem from a seed: odd sizes around the vector width, every broadcast shape, planted ties, subnormals,
 * neighbours one ulp apart, wide ranges, hot and absent groups, zeros of both signs and, now and then, invalid values.
 */
public final class GeneratedProblem {
    private enum Values {
        UNIFORM, SMALL_INTEGERS, SUBNORMAL, ULP_NEIGHBOURS, WIDE, SPARSE, SIGNED_ZEROS, ASCENDING, SCALED_APART, TINY_PRODUCTS
    }

    private static final double[] INVALID = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1,
            -Double.MIN_VALUE, 0.0, -0.0};

    final int n;
    final int t;
    final int k;
    final long benefitRows;
    final int benefitColumns;
    final long costRows;
    final int costColumns;
    final double[] benefit;
    final double[] cost;
    final int[] labels;
    private final String description;

    /** The problem of that seed. */
    public GeneratedProblem(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean large = random.nextInt(50) == 0;
        t = large ? 1 + random.nextInt(40) : 1 + random.nextInt(20);
        n = large ? 300 + random.nextInt(1200) : 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 40);
        k = switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> n;
            default -> 1 + random.nextInt(Math.min(n, 20));
        };
        int shape = random.nextInt(8);
        benefitRows = shape == 1 || shape == 3 ? 1 : n;
        benefitColumns = shape == 2 ? 1 : t;
        costRows = shape == 4 || shape == 5 ? 1 : n;
        costColumns = shape == 3 || shape == 5 ? 1 : t;
        Values values = Values.values()[random.nextInt(Values.values().length)];
        benefit = new double[Math.toIntExact(benefitRows * benefitColumns)];
        cost = new double[Math.toIntExact(costRows * costColumns)];
        labels = labels(random);
        fill(values, random);
        String spoiled = random.nextInt(20) == 0 ? spoil(random) : "";
        description = "seed " + seed + ": N = " + n + ", T = " + t + ", K = " + k + ", benefit " + benefitRows + " x "
                + benefitColumns + ", cost " + costRows + " x " + costColumns + ", " + values + spoiled;
    }

    /** The same shapes and labels, the values of both matrices in reverse order. */
    private GeneratedProblem(GeneratedProblem other) {
        n = other.n;
        t = other.t;
        k = other.k;
        benefitRows = other.benefitRows;
        benefitColumns = other.benefitColumns;
        costRows = other.costRows;
        costColumns = other.costColumns;
        benefit = reversed(other.benefit);
        cost = reversed(other.cost);
        labels = other.labels;
        description = other.description + ", refilled";
    }

    private static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
        return reversed;
    }

    GeneratedProblem reversed() {
        return new GeneratedProblem(this);
    }

    private int[] labels(SplittableRandom random) {
        int[] drawn = new int[n];
        int kind = random.nextInt(4);
        for (int row = 0; row < n; row++) {
            drawn[row] = switch (kind) {
                case 0 -> random.nextInt(20) == 0 ? random.nextInt(k) : k - 1; // one hot group
                case 1 -> row * k / n; // sorted
                default -> random.nextInt(k);
            };
        }
        return drawn;
    }

    private void fill(Values values, SplittableRandom random) {
        for (int i = 0; i < benefit.length; i++) {
            double u = 1 + 4 * random.nextDouble();
            benefit[i] = switch (values) {
                case UNIFORM -> u;
                case SMALL_INTEGERS -> random.nextInt(4);
                case SUBNORMAL -> Double.MIN_VALUE * random.nextInt(1000);
                case ULP_NEIGHBOURS -> 3 + Math.ulp(3.0) * random.nextInt(4);
                case WIDE -> Math.scalb(u, random.nextInt(-1060, 900));
                case SPARSE -> random.nextInt(10) == 0 ? u : 0;
                case SIGNED_ZEROS -> random.nextInt(3) == 0 ? random.nextInt(3) : random.nextBoolean() ? 0.0 : -0.0;
                case ASCENDING -> i + 1;
                case SCALED_APART -> u * Math.pow(10, labels[i / benefitColumns % n] % 7 - 3);
                case TINY_PRODUCTS -> Double.MIN_VALUE * (1000 + random.nextInt(3));
            };
        }
        for (int i = 0; i < cost.length; i++) {
            double u = 0.2 + 0.8 * random.nextDouble();
            cost[i] = switch (values) {
                case SMALL_INTEGERS, SIGNED_ZEROS -> 1 + random.nextInt(3);
                case ULP_NEIGHBOURS -> 1 + Math.ulp(1.0) * random.nextInt(4);
                case WIDE -> Math.scalb(u, random.nextInt(-100, 1000));
                case TINY_PRODUCTS -> Math.scalb(1 + Math.ulp(1.0) * random.nextInt(3), -60);
                default -> u;
            };
        }
    }

    /** Plants one to three values that must be refused; both zeros are valid benefits. */
    private String spoil(SplittableRandom random) {
        StringBuilder places = new StringBuilder(", spoiled");
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            boolean ofBenefit = random.nextBoolean();
            double[] target = ofBenefit ? benefit : cost;
            int place = random.nextInt(target.length);
            target[place] = random.nextInt(8) == 0 ? Double.MAX_VALUE : INVALID[random.nextInt(INVALID.length)];
            if (!ofBenefit && random.nextBoolean()) {
                // 0/0 and 0/infinity do not stand out as a ratio.
                benefit[place % benefit.length] = 0;
            }
            places.append(ofBenefit ? " benefit " : " cost ").append(place).append(" = ").append(target[place]);
        }
        return places.toString();
    }

    /** The problem, some groups of which may be absent. */
    public Items items() {
        return Items.of(Matrix.copyOf(benefit, benefitRows, benefitColumns), Matrix.copyOf(cost, costRows, costColumns),
                Groups.of(labels, k, Groups.Absent.ALLOWED));
    }

    /** The seed first, so that a failure can be replayed. */
    @Override
    public String toString() {
        return description;
    }
}
