package io.alphafair.studies.fdfl;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who gets the first resource; the others get the second.
 *
 * @param people bit i stands for person i
 */
public record Assignment(long people) {
    /** Whether a person gets the first resource. */
    public boolean givesFirst(int person) {
        return (people >> person & 1) == 1;
    }

    /**
     * How much two assignments differ, as the source document counts it: the Euclidean length of the difference of their
     * 0/1 vectors, a vector a group and resource, summed over the four of them.
     */
    public double error(Assignment other, int firstGroupSize) {
        long changed = people ^ other.people;
        long firstGroup = (1L << firstGroupSize) - 1;
        // Whoever loses one resource gets the other, so the two vectors of a group have the same length.
        return 2 * (Math.sqrt(Long.bitCount(changed & firstGroup)) + Math.sqrt(Long.bitCount(changed & ~firstGroup)));
    }

    /** A digit a person: the resource, 1 or 2; a space between the groups. */
    public String toString(int firstGroupSize, int size) {
        return digits(0, firstGroupSize) + " " + digits(firstGroupSize, size);
    }

    private String digits(int from, int to) {
        return IntStream.range(from, to).mapToObj(person -> givesFirst(person) ? "1" : "2")
                .collect(Collectors.joining());
    }
}
