package io.alphafair.studies.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Maps numbers to a stretch of pixels, linearly or by their logarithm, and knows round numbers on the way. */
final class Axis {
    private static final double MARGIN = 0.04;
    private static final int TICKS = 7;

    private final boolean logarithmic;
    private final double from;
    private final double to;
    private final double firstPixel;
    private final double lastPixel;

    /** An axis that shows {@code least..most} with a small margin. */
    Axis(double least, double most, boolean logarithmic, double firstPixel, double lastPixel) {
        this.logarithmic = logarithmic;
        double low = logarithmic ? Math.log10(least) : least;
        double high = logarithmic ? Math.log10(most) : most;
        double margin = high > low ? MARGIN * (high - low) : low == 0 || logarithmic ? 1 : Math.abs(low) / 2;
        this.from = low - margin;
        this.to = high + margin;
        this.firstPixel = firstPixel;
        this.lastPixel = lastPixel;
    }

    double pixel(double value) {
        double place = logarithmic ? Math.log10(value) : value;
        return firstPixel + (lastPixel - firstPixel) * (place - from) / (to - from);
    }

    /** Round numbers within the axis, ascending. */
    List<Double> ticks() {
        return logarithmic && Math.floor(to) - Math.ceil(from) >= 1 ? powersOfTen() : roundNumbers();
    }

    private List<Double> powersOfTen() {
        int stride = Math.max(1, (int) Math.ceil((to - from) / TICKS));
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.ceil(from); exponent <= to; exponent += stride) {
            ticks.add(Double.parseDouble("1e" + exponent));
        }
        return ticks;
    }

    private List<Double> roundNumbers() {
        double low = logarithmic ? Math.pow(10, from) : from;
        double high = logarithmic ? Math.pow(10, to) : to;
        double rough = (high - low) / TICKS;
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
        BigDecimal step = power;
        for (int factor : new int[]{2, 5, 10}) {
            if (step.doubleValue() < rough) {
                step = power.multiply(BigDecimal.valueOf(factor));
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long count = (long) Math.ceil(low / step.doubleValue()); count * step.doubleValue() <= high; count++) {
            ticks.add(step.multiply(BigDecimal.valueOf(count)).doubleValue());
        }
        return ticks;
    }

    /** A tick as people write it. */
    static String label(double tick) {
        BigDecimal value = BigDecimal.valueOf(tick).stripTrailingZeros();
        double size = Math.abs(tick);
        return tick == 0 || size >= 1e-4 && size < 1e6
                ? value.toPlainString()
                : value.unscaledValue() + "e" + -value.scale();
    }
}
