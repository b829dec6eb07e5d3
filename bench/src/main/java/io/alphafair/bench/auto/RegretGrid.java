package io.alphafair.bench.auto;

import io.alphafair.contract.Shape;
import java.util.ArrayList;
import java.util.List;

/** On which problems auto's choices are measured, and for how long each. */
public enum RegretGrid {
    /** Every value of each axis, N x T by decades; well under a minute. */
    SMALL(new long[]{100, 1000, 10_000, 100_000, 1_000_000}, new int[]{1, 8}, new int[]{16, 256},
            new Effort(1_000_000, 300_000, 7, 21, 80_000_000)),
    /** By half decades, between which a calibration has to interpolate, and longer; some minutes. */
    WHOLE(new long[]{100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000}, Axes.ITEMS,
            Axes.GROUPS, new Effort(2_000_000, 500_000, 11, 41, 300_000_000));

    /** A class of its own, because an enum's constants come before its other fields. */
    private static final class Axes {
        private static final int[] ITEMS = {1, 3, 8, 64};
        private static final int[] GROUPS = {1, 16, 256, 4096};
    }

    private static final List<Shape> SHAPES = List.of(Shape.UNIFORM, Shape.SCALED);
    private static final long[] LARGEST = {10_000_000};

    private final long[] elements;
    private final int[] itemsOfLargest;
    private final int[] groupsOfLargest;
    private final Effort effort;

    RegretGrid(long[] elements, int[] itemsOfLargest, int[] groupsOfLargest, Effort effort) {
        this.elements = elements;
        this.itemsOfLargest = itemsOfLargest;
        this.groupsOfLargest = groupsOfLargest;
        this.effort = effort;
    }

    List<Problem> warmUps() {
        return Problem.warmUps();
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(Problem.grid(elements, Axes.ITEMS, Axes.GROUPS, SHAPES, false));
        problems.addAll(Problem.grid(LARGEST, itemsOfLargest, groupsOfLargest, SHAPES, false));
        return problems;
    }

    Effort effort() {
        return effort;
    }
}
