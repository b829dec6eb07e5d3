package io.alphafair.backend;

import io.alphafair.capped.SampledPlaces;
import java.util.Arrays;

/**
 * How similar the entries of a row are. A sample of rows tells less than one of as many single entries where a person who gains
 * much from one item gains much from the others.
 */
final class RowClusters {
    /** Similarity is measured among the first entries of each group, one in this number. */
    private static final int FIRST_SHARE = 8;

    private RowClusters() {
    }

    /**
     * How many times the number of entries before some place varies as much as if entries were sampled one by one: from 1 to
     * about T. It is the variance of the numbers per row.
     *
     * @param places all entries of a sample of rows
     */
    static double effect(SampledPlaces places, int groupCount, int itemCount) {
        if (itemCount == 1) {
            return 1;
        }
        long[] rows = new long[total(places, groupCount)];
        int size = 0;
        double independent = 0;
        for (int k = 0; k < groupCount; k++) {
            int count = places.count(k) / FIRST_SHARE;
            for (int place = 0; place < count; place++) {
                rows[size++] = places.index(k, place) / itemCount;
            }
            // The square of the mean per row, times the rows.
            independent += count == 0 ? 0 : (double) count * count * itemCount / places.count(k);
        }
        return size == 0 ? 1 : Math.max(1, (squares(rows) - independent) / size);
    }

    private static int total(SampledPlaces places, int groupCount) {
        int total = 0;
        for (int k = 0; k < groupCount; k++) {
            total += places.count(k) / FIRST_SHARE;
        }
        return total;
    }

    /** The sum of the squares of how often each row is there. */
    private static double squares(long[] rows) {
        Arrays.sort(rows);
        double squares = 0;
        int run = 0;
        for (int i = 0; i < rows.length; i++) {
            run = i > 0 && rows[i] == rows[i - 1] ? run + 1 : 1;
            // n squared is the sum of the first n odd numbers.
            squares += 2.0 * run - 1;
        }
        return squares;
    }
}
