package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import java.util.Arrays;

/**
 * Each person gets one of several resources, of which there are limited numbers, such that the utilities of two groups
 * differ as little as possible.
 *
 * @param part what a resource adds to the utility of the person's group, {@code [person][resource]}; the first group's
 *            members first
 * @param firstGroupSize how many people belong to the first group
 * @param available how many of each resource there are
 */
record AssignmentProblem(double[][] part, int firstGroupSize, int[] available) {

    /** @throws InvalidInputException unless there are two groups, and a resource for everybody */
    AssignmentProblem {
        if (firstGroupSize < 1 || firstGroupSize >= part.length) {
            throw new InvalidInputException(firstGroupSize + " of " + part.length
                    + " people in the first group: expected members of both groups");
        }
        if (Arrays.stream(available).anyMatch(count -> count < 0)
                || Arrays.stream(available).asLongStream().sum() < part.length) {
            throw new InvalidInputException(Arrays.toString(available) + " resources for " + part.length
                    + " people: expected at least as many as people, because everybody gets one");
        }
    }

    /** A group's utility is the mean of its members' benefits, {@code [resource][person]}. */
    static AssignmentProblem ofMeans(double[][] benefit, int firstGroupSize, int[] available) {
        int size = benefit[0].length;
        double[][] part = new double[size][benefit.length];
        for (int person = 0; person < size; person++) {
            for (int resource = 0; resource < benefit.length; resource++) {
                part[person][resource] = benefit[resource][person]
                        / (person < firstGroupSize ? firstGroupSize : size - firstGroupSize);
            }
        }
        return new AssignmentProblem(part, firstGroupSize, available);
    }

    int size() {
        return part.length;
    }

    /** The mean size of what a resource adds, or 1 if that is nothing: programmes count utilities in such units. */
    double unit() {
        double mean = Arrays.stream(part).flatMapToDouble(Arrays::stream).map(Math::abs).average().orElseThrow();
        return mean == 0 ? 1 : mean;
    }

    /** The first group's utility minus the second's when everybody gets the last resource. */
    double differenceOfLast() {
        int[] last = new int[size()];
        Arrays.fill(last, available.length - 1);
        double[] utilities = utilities(last);
        return utilities[0] - utilities[1];
    }

    /** By how much that difference changes when a person gets another resource. */
    double change(int person, int resource) {
        double more = part[person][resource] - part[person][available.length - 1];
        return person < firstGroupSize ? more : -more;
    }

    /** The utilities of the two groups when everybody gets a resource. */
    double[] utilities(int[] resourceOf) {
        double[] utilities = new double[2];
        for (int person = 0; person < resourceOf.length; person++) {
            utilities[person < firstGroupSize ? 0 : 1] += part[person][resourceOf[person]];
        }
        return utilities;
    }

    /** By how much the groups' utilities differ. */
    double disparity(int[] resourceOf) {
        double[] utilities = utilities(resourceOf);
        return Math.abs(utilities[0] - utilities[1]);
    }
}
