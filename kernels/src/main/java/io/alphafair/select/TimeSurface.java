package io.alphafair.select;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Time over N x T, T and K from the curves of some T and K. Between them straight lines, all axes logarithmic; above the
 * largest K the nearest line goes on, at most as fast as K. Beyond the measured T, where the same elements are only cut
 * into rows otherwise, and below the smallest K the nearest value holds.
 */
final class TimeSurface {
    private final NavigableMap<Integer, NavigableMap<Integer, TimeCurve>> byItems = new TreeMap<>();

    void add(int t, int k, TimeCurve curve) {
        NavigableMap<Integer, TimeCurve> byGroups = byItems.get(t);
        if (byGroups == null) {
            byGroups = new TreeMap<>();
            byItems.put(t, byGroups);
        }
        byGroups.put(k, curve);
    }

    /** The logarithm of the time in nanoseconds. */
    double at(Dimensions dimensions) {
        double x = Math.log(dimensions.elements());
        int t = dimensions.t();
        Map.Entry<Integer, NavigableMap<Integer, TimeCurve>> below = byItems.floorEntry(t);
        Map.Entry<Integer, NavigableMap<Integer, TimeCurve>> above = byItems.ceilingEntry(t);
        if (below == null) {
            return atGroups(above.getValue(), x, dimensions.k());
        }
        double lower = atGroups(below.getValue(), x, dimensions.k());
        if (above == null || above.getKey().equals(below.getKey())) {
            return lower;
        }
        double upper = atGroups(above.getValue(), x, dimensions.k());
        return lower + (upper - lower) * Math.log((double) t / below.getKey())
                / Math.log((double) above.getKey() / below.getKey());
    }

    private static double atGroups(NavigableMap<Integer, TimeCurve> curves, double x, int k) {
        Map.Entry<Integer, TimeCurve> below = curves.floorEntry(k);
        Map.Entry<Integer, TimeCurve> above = curves.ceilingEntry(k);
        if (below == null || curves.size() == 1) {
            return curves.firstEntry().getValue().at(x);
        }
        if (above == null) {
            Map.Entry<Integer, TimeCurve> before = curves.lowerEntry(below.getKey());
            double last = below.getValue().at(x);
            return last + Math.clamp(slope(before, below, x), 0, 1) * Math.log((double) k / below.getKey());
        }
        return above.getKey().equals(below.getKey())
                ? below.getValue().at(x)
                : below.getValue().at(x) + slope(below, above, x) * Math.log((double) k / below.getKey());
    }

    private static double slope(Map.Entry<Integer, TimeCurve> from, Map.Entry<Integer, TimeCurve> to, double x) {
        return (to.getValue().at(x) - from.getValue().at(x)) / Math.log((double) to.getKey() / from.getKey());
    }
}
