package io.alphafair.overlap;

/** No allocation could be certified to be close enough to the optimum. */
public final class UncertifiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final double relativeGap;

    UncertifiedException(String message, double relativeGap) {
        super(message);
        this.relativeGap = relativeGap;
    }

    /** The smallest relative duality gap that was reached. */
    public double relativeGap() {
        return relativeGap;
    }
}
