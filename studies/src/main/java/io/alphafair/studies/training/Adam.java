package io.alphafair.studies.training;

/**
 * Adam (Kingma and Ba, 2015): gradient steps, each parameter's scaled by the recent size of its own gradient, so that one
 * step size serves losses of any scale. Minimises.
 */
public final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double TINY = 1e-12;

    private final double[] mean;
    private final double[] square;
    private double firstPower = 1;
    private double secondPower = 1;

    /** For that many parameters. */
    public Adam(int size) {
        mean = new double[size];
        square = new double[size];
    }

    /**
     * One step against the gradient.
     *
     * @param parameters changed in place
     * @param rate how far a parameter moves at most, about
     */
    public void step(double[] parameters, double[] gradient, double rate) {
        firstPower *= FIRST;
        secondPower *= SECOND;
        double scale = rate / (1 - firstPower);
        double correction = 1 / (1 - secondPower);
        for (int i = 0; i < parameters.length; i++) {
            mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
            square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
            parameters[i] -= scale * mean[i] / (Math.sqrt(square[i] * correction) + TINY);
        }
    }
}
