package io.alphafair;

import java.util.Objects;

/**
 * B independent instances solved by one group argmax: instance {@code i}'s group {@code g} is group {@code i * K + g} of
 * one large problem. An instance may lack a group, as a mini-batch does.
 */
public final class Batch {
    private final int instanceCount;
    private final int groupCount;

    /**
     * @param instanceCount B
     * @param groupCount K, the groups of each instance
     */
    public Batch(int instanceCount, int groupCount) {
        if (instanceCount <= 0 || groupCount <= 0 || (long) instanceCount * groupCount > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(instanceCount + " instances of " + groupCount
                    + " groups: expected at least 1 of each and fewer than 2^31 groups in all; split the batch");
        }
        this.instanceCount = instanceCount;
        this.groupCount = groupCount;
    }

    /** B. */
    public int instanceCount() {
        return instanceCount;
    }

    /** K of each instance. */
    public int groupCount() {
        return groupCount;
    }

    /** B * K, the groups of the one large problem. */
    public int totalGroupCount() {
        return instanceCount * groupCount;
    }

    /**
     * The groups of the one large problem.
     *
     * @param instances the instance of each row, {@code 0..B-1}
     * @param labels the label of each row within its instance, {@code 0..K-1}
     * @throws InvalidInputException if the lengths differ or a number is outside its range
     */
    public Groups groups(int[] instances, int[] labels) {
        if (instances.length != labels.length) {
            throw new InvalidInputException(
                    instances.length + " instance numbers for " + labels.length
                            + " labels: expected one of each per row");
        }
        int[] combined = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            requireRange("instance", row, instances[row], instanceCount);
            requireRange("label", row, labels[row], groupCount);
            combined[row] = instances[row] * groupCount + labels[row];
        }
        return Groups.of(combined, totalGroupCount(), Groups.Absent.ALLOWED);
    }

    private static void requireRange(String name, int row, int value, int count) {
        if (value < 0 || value >= count) {
            throw new InvalidInputException(
                    name + " of row " + row + " is " + value + ": expected 0.." + (count - 1));
        }
    }

    /**
     * Copies one instance's part of the large argmax; its winners stay flat indices of the large problem.
     *
     * @param into a result for K groups, reused
     */
    public void bestItems(BestItems all, int instance, BestItems into) {
        if (all.groupCount() != totalGroupCount() || into.groupCount() != groupCount) {
            throw new IllegalArgumentException("results for " + all.groupCount() + " and " + into.groupCount()
                    + " groups: expected " + totalGroupCount() + " and " + groupCount);
        }
        if (into.hasRunnerUp() && !all.hasRunnerUp()) {
            throw new IllegalArgumentException(
                    "the runner-up is asked for: expected a large result made by BestItems.withRunnerUp");
        }
        all.slice(Math.multiplyExact(Objects.checkIndex(instance, instanceCount), groupCount), into);
    }
}
