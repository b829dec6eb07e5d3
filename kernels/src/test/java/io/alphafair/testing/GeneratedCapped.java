package io.alphafair.testing;

import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A small, difficult problem with caps from a seed: ties at the cut-off, values 2^60 apart whose sums lose digits, caps that
 * differ in their last place, groups that fill, entries without a cap, zeros, absent groups and every broadcast shape.
 */
public final class GeneratedCapped {
    private enum Values {
        UNIFORM, SMALL_INTEGERS, ALL_TIED, FAR_APART, NEIGHBOURS, SPARSE, ONE_GROUP_SMALL
    }

    private static final double[] ALPHAS = {0, 0, 0.01, 0.5, 0.7, 1, 1, 2, 3.3, 20, Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY};

    private final int n;
    private final int t;
    private final int k;
    private final double[] benefit;
    private final double[] cost;
    private final double[] cap;
    private final long capRows;
    private final int capColumns;
    private final int[] labels;
    private final Fairness fairness;
    private final double budget;
    private final double[] weights;
    private final String description;

    public GeneratedCapped(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        n = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 30);
        t = 1 + random.nextInt(5);
        k = 1 + random.nextInt(Math.min(n, random.nextInt(4) == 0 ? 20 : 5));
        Values values = Values.values()[random.nextInt(Values.values().length)];
        fairness = Fairness.of(ALPHAS[random.nextInt(ALPHAS.length)]);
        labels = new int[n];
        for (int row = 0; row < n; row++) {
            labels[row] = random.nextInt(k);
        }
        benefit = new double[n * t];
        cost = new double[n * t];
        capRows = random.nextInt(4) == 0 ? 1 : n;
        capColumns = random.nextInt(4) == 0 ? 1 : t;
        cap = new double[(int) capRows * capColumns];
        fill(values, random);
        double total = 0;
        for (int i = 0; i < benefit.length; i++) {
            double limit = cap[(capRows == 1 ? 0 : i / t * capColumns) + (capColumns == 1 ? 0 : i % t)];
            total += benefit[i] > 0 && limit <= Double.MAX_VALUE ? cost[i] * limit : 0;
        }
        total = total == 0 ? 10 : total;
        budget = switch (random.nextInt(5)) {
            case 0 -> Math.max(1, Math.rint(total * random.nextDouble()));
            case 1 -> total;
            case 2 -> total * 0.02;
            case 3 -> total * 1.5 * random.nextDouble() + 0.01;
            default -> Math.max(total * random.nextDouble(), 0.001);
        };
        weights = random.nextInt(3) == 0 ? random.doubles(k, 0.1, 5).toArray() : null;
        description = "seed " + seed + ": N = " + n + ", T = " + t + ", K = " + k + ", " + values + ", " + fairness
                + ", budget " + budget + ", caps " + capRows + " x " + capColumns + ", weights "
                + Arrays.toString(weights);
    }

    private void fill(Values values, SplittableRandom random) {
        for (int i = 0; i < benefit.length; i++) {
            double u = 1 + 4 * random.nextDouble();
            double v = 0.2 + 0.8 * random.nextDouble();
            boolean far = random.nextInt(4) == 0;
            benefit[i] = switch (values) {
                case SMALL_INTEGERS -> 1 + random.nextInt(3);
                case ALL_TIED -> 2;
                case FAR_APART -> far ? Math.scalb(u, 60) : u;
                case SPARSE -> i % t > 0 && random.nextInt(3) > 0 ? 0.0 : u;
                case ONE_GROUP_SMALL -> labels[i / t] == 0 ? u * 1e-3 : u;
                default -> u;
            };
            cost[i] = switch (values) {
                case SMALL_INTEGERS -> 1 + random.nextInt(2);
                case ALL_TIED -> 0.5;
                case FAR_APART -> random.nextBoolean() && far ? Math.scalb(v, 60) : v;
                default -> v;
            };
        }
        int caps = random.nextInt(4);
        for (int i = 0; i < cap.length; i++) {
            cap[i] = switch (values) {
                case NEIGHBOURS -> 1 + Math.ulp(1.0) * random.nextInt(3);
                default -> caps == 0 && random.nextInt(5) == 0
                        ? Double.POSITIVE_INFINITY
                        : caps < 2 ? 0.1 + random.nextDouble() : caps == 2 ? 1 : (1 + random.nextInt(5)) / 2.0;
            };
        }
    }

    /** The problem, some groups of which may be absent. */
    public Items items() {
        return Items.of(Matrix.copyOf(benefit, n, t), Matrix.copyOf(cost, n, t),
                Groups.of(labels, k, Groups.Absent.ALLOWED)).withCaps(Matrix.copyOf(cap, capRows, capColumns));
    }

    public Fairness fairness() {
        return fairness;
    }

    public double budget() {
        return budget;
    }

    /** Null for 1 each. */
    public double[] weights() {
        return weights == null ? null : weights.clone();
    }

    /** The seed first, so that a failure can be replayed. */
    @Override
    public String toString() {
        return description;
    }
}
