package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Each person gets one of two resources, half of the people the first and half the second, such that the utilities of two
 * groups differ as little as possible. A group's utility is the sum of its members' benefits.
 *
 * @param first everybody's benefit of the first resource, the first group's members first
 * @param second the same of the second resource
 * @param firstGroupSize how many people belong to the first group
 */
public record TwoResources(double[] first, double[] second, int firstGroupSize) {
    /** How far two differences may be apart, relative to the sum of all benefits, to be called equal. */
    private static final double TIED = 1e-12;
    private static final int MOST_PEOPLE = 24;

    /** @throws InvalidInputException unless the lengths agree, both groups have members and the number of people is even */
    public TwoResources {
        if (first.length != second.length || first.length % 2 != 0 || first.length > MOST_PEOPLE
                || firstGroupSize < 1 || firstGroupSize >= first.length) {
            throw new InvalidInputException(first.length + " and " + second.length + " benefits, " + firstGroupSize
                    + " people in the first group: expected equal, even lengths of at most " + MOST_PEOPLE
                    + " and two groups");
        }
    }

    /** The number of people. */
    public int size() {
        return first.length;
    }

    /** The benefit a person has of what the assignment gives. */
    double benefit(Assignment assignment, int person) {
        return assignment.givesFirst(person) ? first[person] : second[person];
    }

    /** The first group's utility. */
    public double firstUtility(Assignment assignment) {
        return utility(assignment, 0, firstGroupSize);
    }

    /** The second group's utility. */
    public double secondUtility(Assignment assignment) {
        return utility(assignment, firstGroupSize, size());
    }

    private double utility(Assignment assignment, int from, int to) {
        double sum = 0;
        for (int person = from; person < to; person++) {
            sum += benefit(assignment, person);
        }
        return sum;
    }

    /** The first group's utility minus the second's. */
    public double difference(Assignment assignment) {
        return firstUtility(assignment) - secondUtility(assignment);
    }

    /** What is minimised: by how much the groups' utilities differ. */
    public double disparity(Assignment assignment) {
        return Math.abs(difference(assignment));
    }

    /** Every assignment that gives half of the people the first resource. */
    public List<Assignment> assignments() {
        List<Assignment> all = new ArrayList<>();
        int half = size() / 2;
        for (long people = (1L << half) - 1; people < 1L << size();) {
            all.add(new Assignment(people));
            // The next larger number with as many bits.
            long lowest = people & -people;
            long carried = people + lowest;
            people = carried | ((people ^ carried) / lowest) >> 2;
        }
        return all;
    }

    /** All assignments of least disparity, found by looking at every one. */
    public List<Assignment> optimal() {
        List<Assignment> all = assignments();
        double least = all.stream().mapToDouble(this::disparity).min().orElseThrow();
        return all.stream().filter(assignment -> disparity(assignment) <= least + tolerance()).toList();
    }

    /** How far apart two disparities may be and count as equal: what rounding does. */
    double tolerance() {
        return TIED * (Arrays.stream(first).map(Math::abs).sum() + Arrays.stream(second).map(Math::abs).sum());
    }
}
