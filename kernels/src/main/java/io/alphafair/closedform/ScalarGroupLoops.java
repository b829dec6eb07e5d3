package io.alphafair.closedform;

/** Plain loops, which define the expected results. */
final class ScalarGroupLoops implements GroupLoops {
    static final GroupLoops INSTANCE = new ScalarGroupLoops();

    private ScalarGroupLoops() {
    }

    @Override
    public void slopes(double[] ratio, long[] size, double[] slope, double[] extremes) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int k = 0; k < slope.length; k++) {
            double p = size[k] == 0 ? 0 : ratio[k] / size[k];
            slope[k] = p;
            if (p < smallest) {
                smallest = p;
            }
            if (p > largest) {
                largest = p;
            }
        }
        extremes[0] = smallest;
        extremes[1] = largest;
    }

    @Override
    public int indexOf(double[] values, double value) {
        return indexOf(values, value, 0);
    }

    static int indexOf(double[] values, double value, int from) {
        int k = from;
        while (values[k] != value) {
            k++;
        }
        return k;
    }

    @Override
    public void powers(PowerBlock block, int count, double[] out, int from) {
        for (int i = 0; i < count; i++) {
            out[from + i] = Powers.power(block.base[i], block.high[i], block.low[i]);
        }
    }

    @Override
    public void add(double[] terms, int from, int to, double[] sums) {
        for (int k = from; k < to; k++) {
            addTo(sums, k % SUMS, terms[k]);
        }
    }

    /** Adds exactly: what the sum cannot hold goes to its compensation. */
    static void addTo(double[] sums, int place, double term) {
        double sum = sums[place];
        double next = sum + term;
        double added = next - sum;
        sums[place] = next;
        sums[SUMS + place] += sum - (next - added) + (term - added);
    }
}
