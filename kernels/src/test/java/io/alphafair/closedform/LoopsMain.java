package io.alphafair.closedform;

import java.util.SplittableRandom;

/** Prints which loops over the groups this JVM uses, whether they equal the plain ones, and a digest of the results. */
public final class LoopsMain {
    private LoopsMain() {
    }

    /** One argument: the number of groups. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        double[] plain = results(ScalarGroupLoops.INSTANCE, count);
        double[] fastest = results(GroupLoops.forGroups(GroupLoops.WORTHWHILE), count);
        long digest = 0;
        int different = 0;
        for (int i = 0; i < plain.length; i++) {
            digest = digest * 31 + Double.doubleToRawLongBits(plain[i]);
            if (Double.doubleToRawLongBits(plain[i]) != Double.doubleToRawLongBits(fastest[i])) {
                different++;
            }
        }
        System.out.println(GroupLoops.forGroups(GroupLoops.WORTHWHILE).getClass().getSimpleName() + ", " + different
                + " of " + plain.length
                + " differ, digest " + digest);
    }

    /** Slopes, their extremes, powers of exponents of every size, and sums, of seeded random numbers. */
    static double[] results(GroupLoops loops, int count) {
        SplittableRandom random = new SplittableRandom(count);
        double[] ratio = new double[count];
        long[] size = new long[count];
        for (int k = 0; k < count; k++) {
            ratio[k] = Math.scalb(1 + random.nextDouble(), random.nextInt(-1022, 1023));
            size[k] = random.nextInt(4) == 0 ? random.nextLong(1L << 50) : random.nextLong(3);
            if (size[k] == 0) {
                ratio[k] = 0;
            }
        }
        double[] results = new double[2 * count + 4 + 2 * GroupLoops.SUMS];
        double[] slope = new double[count];
        double[] extremes = new double[2];
        loops.slopes(ratio, size, slope, extremes);
        System.arraycopy(slope, 0, results, 0, count);
        System.arraycopy(extremes, 0, results, count, 2);
        double[] powers = new double[count];
        PowerBlock block = new PowerBlock(PowerBlock.MOST);
        // Blocks of every size, so that every remainder over the lanes occurs.
        int done = 0;
        for (int next = 1; done < count; next = next % PowerBlock.MOST + 1) {
            int size1 = Math.min(next, count - done);
            for (int i = 0; i < size1; i++) {
                fill(block, i, random);
            }
            loops.powers(block, size1, powers, done);
            done += size1;
        }
        System.arraycopy(powers, 0, results, count + 2, count);
        double[] sums = new double[2 * GroupLoops.SUMS];
        loops.add(powers, 0, count, sums);
        System.arraycopy(sums, 0, results, 2 * count + 2, sums.length);
        results[results.length - 2] = loops.indexOf(slope, extremes[0]);
        results[results.length - 1] = loops.indexOf(slope, extremes[1]);
        return results;
    }

    /** Bases near 1 and far from it, exponents small and large: powers of every size, 0 and infinity too. */
    private static void fill(PowerBlock block, int place, SplittableRandom random) {
        double gamma = switch (random.nextInt(3)) {
            case 0 -> -random.nextDouble();
            case 1 -> Math.exp(random.nextDouble(-20, 20));
            default -> random.nextDouble(3);
        };
        double base = random.nextBoolean()
                ? 1 - Math.scalb(random.nextDouble(), -random.nextInt(54))
                : Math.scalb(1 + random.nextDouble(), -random.nextInt(1, 1021));
        block.base[place] = random.nextBoolean() ? 1 / base : base;
        block.high[place] = gamma;
        block.low[place] = gamma * 0x1p-54 * random.nextDouble(-1, 1);
    }
}
