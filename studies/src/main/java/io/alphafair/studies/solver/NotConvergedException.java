package io.alphafair.studies.solver;

/** The solver did not come close enough to the optimum; it gives no answer then. */
public final class NotConvergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final double relativeGap;
    private final int iterations;

    /**
     * @param what which method stopped, and why
     * @param relativeGap the relative duality gap reached; NaN where it cannot be computed
     * @param iterations the steps taken
     */
    public NotConvergedException(String what, double relativeGap, int iterations) {
        super(what + " after " + iterations + " iterations at a relative duality gap of " + relativeGap + ": expected "
                + ConvexSolver.TOLERANCE
                + "; bring the groups' ratios closer together, choose a smaller alpha or allow more iterations");
        this.relativeGap = relativeGap;
        this.iterations = iterations;
    }

    /** The relative duality gap reached; NaN where it cannot be computed. */
    public double relativeGap() {
        return relativeGap;
    }

    /** The steps taken. */
    public int iterations() {
        return iterations;
    }
}
