package io.alphafair.select;

import java.util.Map;
import java.util.SortedMap;

/**
 * Time over N x T for one T and one K: straight lines between measured points, both axes logarithmic. Beyond the ends the
 * nearest line goes on, but never falls and never grows faster than the elements: noise at an end must not.
 */
final class TimeCurve {
    private final double[] logElements;
    private final double[] logNanos;

    /** @param nanosByElements at least one point, all positive */
    TimeCurve(SortedMap<Long, Double> nanosByElements) {
        logElements = new double[nanosByElements.size()];
        logNanos = new double[nanosByElements.size()];
        int place = 0;
        for (Map.Entry<Long, Double> point : nanosByElements.entrySet()) {
            logElements[place] = Math.log(point.getKey());
            logNanos[place++] = Math.log(point.getValue());
        }
    }

    /** The logarithm of the time at this logarithm of N x T. */
    double at(double x) {
        int last = logElements.length - 1;
        if (last == 0) {
            return logNanos[0];
        }
        if (x <= logElements[0]) {
            return logNanos[0] + Math.clamp(slope(0), 0, 1) * (x - logElements[0]);
        }
        if (x >= logElements[last]) {
            return logNanos[last] + Math.clamp(slope(last - 1), 0, 1) * (x - logElements[last]);
        }
        int segment = 0;
        while (logElements[segment + 1] < x) {
            segment++;
        }
        return logNanos[segment] + slope(segment) * (x - logElements[segment]);
    }

    /** Level between two sizes that are so large and so close that their logarithms are the same double. */
    private double slope(int segment) {
        double width = logElements[segment + 1] - logElements[segment];
        return width == 0 ? 0 : (logNanos[segment + 1] - logNanos[segment]) / width;
    }
}
