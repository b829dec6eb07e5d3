package io.alphafair.bench;

import io.alphafair.Items;

/** A named source of problems: a generated data shape that comes in any size, or real data of one size. */
public interface Workload {
    /** Sizes of a problem: N individuals, T items, K groups. */
    record Size(int n, int t, int k) {}

    /** The value of the benchmarks' {@code shape} parameter. */
    String name();

    /** What it is, in one line. */
    String summary();

    /** A small problem's sizes; real data have one size. */
    Size smallest();

    /**
     * The problem of that size: the same bits at every call.
     *
     * @param n N, individuals
     * @param t T, items
     * @param k K, groups
     * @throws io.alphafair.InvalidInputException if it has no problem of that size
     */
    Items make(int n, int t, int k);
}
