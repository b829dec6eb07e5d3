package io.alphafair.studies.numpy;

/**
 * NumPy's {@code SeedSequence}: spreads a seed's bits over a pool of four words and draws the state of a generator from
 * it. After Melissa O'Neill's {@code randutils::seed_seq_fe}.
 */
final class SeedSequence {
    private static final int POOL = 4;
    private static final int SHIFT = 16;
    private static final int INIT_A = 0x43b0d7e5;
    private static final int MULT_A = 0x931e8875;
    private static final int INIT_B = 0x8b51f9dd;
    private static final int MULT_B = 0x58f38ded;
    private static final int MIX_LEFT = 0xca01f9dd;
    private static final int MIX_RIGHT = 0x4973f715;

    private final int[] pool = new int[POOL];
    private int hash = INIT_A;

    /** @param seed not negative */
    SeedSequence(long seed) {
        pool[0] = hashed((int) seed);
        pool[1] = hashed((int) (seed >>> Integer.SIZE));
        for (int place = 2; place < POOL; place++) {
            pool[place] = hashed(0);
        }
        for (int source = 0; source < POOL; source++) {
            for (int target = 0; target < POOL; target++) {
                if (source != target) {
                    int mixed = MIX_LEFT * pool[target] - MIX_RIGHT * hashed(pool[source]);
                    pool[target] = mixed ^ mixed >>> SHIFT;
                }
            }
        }
    }

    private int hashed(int value) {
        int mixed = value ^ hash;
        hash *= MULT_A;
        mixed *= hash;
        return mixed ^ mixed >>> SHIFT;
    }

    /** The first {@code count} words of 64 bits. */
    long[] state(int count) {
        long[] state = new long[count];
        int factor = INIT_B;
        for (int word = 0; word < 2 * count; word++) {
            int value = pool[word % POOL] ^ factor;
            factor *= MULT_B;
            value *= factor;
            value ^= value >>> SHIFT;
            state[word / 2] |= Integer.toUnsignedLong(value) << Integer.SIZE * (word % 2);
        }
        return state;
    }
}
