package io.alphafair.backend;

import io.alphafair.InvalidValueException;

/** An entry that the allocator refuses: of several the one with the lowest index. */
final class RefusedEntry {
    private static final long NONE = Long.MAX_VALUE;

    private long index = NONE;
    private double benefit;
    private double cost;
    private double cap;

    void reset() {
        index = NONE;
    }

    boolean isNoted() {
        return index != NONE;
    }

    void note(long flatIndex, double entryBenefit, double entryCost) {
        note(flatIndex, entryBenefit, entryCost, Double.POSITIVE_INFINITY);
    }

    void note(long flatIndex, double entryBenefit, double entryCost, double entryCap) {
        if (flatIndex < index) {
            index = flatIndex;
            benefit = entryBenefit;
            cost = entryCost;
            cap = entryCap;
        }
    }

    void merge(RefusedEntry other) {
        note(other.index, other.benefit, other.cost, other.cap);
    }

    boolean isSameAs(RefusedEntry other) {
        return index == other.index;
    }

    /** The error for the noted entry of a problem with so many items. */
    InvalidValueException exception(int itemCount) {
        return InvalidValueException.of(index / itemCount, (int) (index % itemCount), benefit, cost, cap);
    }
}
