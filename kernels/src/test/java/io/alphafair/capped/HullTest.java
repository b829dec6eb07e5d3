package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hull is that of the definition: sorted items and a stack. */
class HullTest {
    private static final int ROWS = 4_000;

    private record Point(int item, double value, double spending) {}

    private record Step(int from, int to, double benefit, double cost, double ratio) {}

    /** Ties, equal costs, items without benefit, items in line, neighbours, and numbers far apart. */
    private static double number(SplittableRandom random, int kind, boolean mayBeZero) {
        double number = switch (kind) {
            case 0 -> random.nextDouble();
            case 1 -> random.nextInt(4);
            case 2 -> random.nextInt(40) * 0.1;
            case 3 -> 1 + random.nextInt(5) * Math.ulp(1.0);
            default -> Math.scalb(1 + random.nextDouble(), random.nextInt(-60, 60));
        };
        return number > 0 || mayBeZero ? number : 1;
    }

    private static double slope(Point from, Point to) {
        return gain(from, to) / price(from, to);
    }

    private static double gain(Point from, Point to) {
        return from == null ? to.value : to.value - from.value;
    }

    private static double price(Point from, Point to) {
        return from == null ? to.spending : to.spending - from.spending;
    }

    private static Point before(List<Point> kept) {
        return kept.size() < 2 ? null : kept.get(kept.size() - 2);
    }

    private static List<Step> defined(List<Point> points) {
        List<Point> sorted = points.stream().filter(point -> point.value > 0)
                .sorted(Comparator.comparingDouble(Point::spending)
                        .thenComparing(Comparator.comparingDouble(Point::value).reversed())
                        .thenComparingInt(Point::item))
                .toList();
        List<Point> kept = new ArrayList<>();
        for (Point point : sorted) {
            if (!kept.isEmpty() && point.value <= kept.getLast().value) {
                continue;
            }
            while (!kept.isEmpty() && slope(before(kept), kept.getLast()) <= slope(kept.getLast(), point)) {
                kept.removeLast();
            }
            kept.add(point);
        }
        List<Step> steps = new ArrayList<>();
        Point last = null;
        for (Point point : kept) {
            steps.add(new Step(last == null ? -1 : last.item, point.item, gain(last, point), price(last, point),
                    slope(last, point)));
            last = point;
        }
        return steps;
    }

    private static List<Step> found(Hull hull, List<Point> points) {
        hull.clear();
        points.stream().filter(point -> point.value > 0)
                .forEach(point -> hull.add(point.item, point.value, point.spending));
        hull.find();
        List<Step> steps = new ArrayList<>();
        for (int place = 0; place < hull.count(); place++) {
            steps.add(new Step(hull.from(place), hull.to(place), hull.benefit(place), hull.cost(place),
                    hull.ratio(place)));
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 9, 40})
    void stepsAreThoseOfTheDefinition(int itemCount) {
        SplittableRandom random = new SplittableRandom(itemCount);
        Hull hull = new Hull(itemCount);
        for (int row = 0; row < ROWS; row++) {
            List<Point> points = new ArrayList<>();
            for (int item = 0; item < itemCount; item++) {
                points.add(new Point(item, number(random, row % 5, true), number(random, row % 5, false)));
            }
            assertEquals(defined(points), found(hull, points), points::toString);
        }
    }
}
