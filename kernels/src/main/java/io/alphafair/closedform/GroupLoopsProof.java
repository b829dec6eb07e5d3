package io.alphafair.closedform;

import io.alphafair.tier.Tier;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The loops with vectors against the plain ones, each of them once, on random numbers. */
final class GroupLoopsProof implements Tier.Proof {
    private static final int COUNT = PowerBlock.MOST;
    private static final long SEED = 1;

    /** What the loops write. */
    private static final class Results {
        final double[] slopes = new double[COUNT];
        final double[] extremes = new double[2];
        final double[] powers = new double[COUNT];
        final double[] sums = new double[2 * GroupLoops.SUMS];
        int place;

        boolean isSameAs(Results other) {
            return Arrays.equals(slopes, other.slopes) && Arrays.equals(extremes, other.extremes)
                    && Arrays.equals(powers, other.powers) && Arrays.equals(sums, other.sums) && place == other.place;
        }
    }

    private final GroupLoops vectors = new VectorGroupLoops();
    private final double[] ratios = new double[COUNT];
    private final long[] sizes = new long[COUNT];
    private final PowerBlock block = new PowerBlock(COUNT);
    private final Results expected = new Results();
    private final Results found = new Results();

    GroupLoopsProof() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int k = 0; k < COUNT; k++) {
            ratios[k] = random.nextDouble(1, 2);
            sizes[k] = random.nextInt(1, 100);
            block.base[k] = random.nextDouble(0.1, 10);
            block.high[k] = random.nextDouble(-2, 2);
        }
    }

    private void run(GroupLoops loops, Results into) {
        loops.slopes(ratios, sizes, into.slopes, into.extremes);
        into.place = loops.indexOf(into.slopes, into.extremes[1]);
        loops.powers(block, COUNT, into.powers, 0);
        Arrays.fill(into.sums, 0);
        loops.add(into.powers, 0, COUNT, into.sums);
    }

    @Override
    public void plain() {
        run(ScalarGroupLoops.INSTANCE, expected);
    }

    @Override
    public void fast() {
        run(vectors, found);
    }

    @Override
    public void runOthers() {
        // There are no other branches.
    }

    @Override
    public boolean isSame() {
        plain();
        fast();
        return expected.isSameAs(found);
    }

    @Override
    public void close() {
        // Holds no memory but the heap's.
    }
}
