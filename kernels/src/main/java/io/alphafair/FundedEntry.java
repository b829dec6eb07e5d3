package io.alphafair;

/**
 * One entry that gets a dose.
 *
 * @param index the flat index {@code row * T + item}
 * @param row the individual
 * @param item the item
 * @param group the individual's group
 * @param dose positive, at most the cap
 * @param full whether the dose is the cap; else this is the group's critical entry
 */
public record FundedEntry(long index, long row, int item, int group, double dose, boolean full) {}
