package io.alphafair.bench;

/** A backend's answer differs from scalar's, so its time would mean nothing. */
public final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says who, where and how.
     *
     * @param backend the backend's name
     * @param problem the workload's name and sizes
     * @param difference the first difference found
     */
    public MismatchException(String backend, String problem, String difference) {
        super(backend + " did not match scalar on " + problem + ": " + difference);
    }
}
