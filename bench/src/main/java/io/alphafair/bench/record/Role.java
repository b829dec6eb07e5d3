package io.alphafair.bench.record;

/** What a subject is to the answer, which decides how its answer is checked and in which table it stands. */
public enum Role {
    /** A backend: its answer has the reference's bits. */
    BACKEND,
    /** Moves the bytes of the answer and does nothing else: a lower bound of the time. */
    CEILING,
    /** The group argmax of a backend, beside which a question about caps is measured on the same data. */
    ARGMAX,
    /**
     * What people use for the same answer: equal ratios, and equal winners where they are unique; with caps its welfare agrees
     * to 1e-8.
     */
    PEER,
    /** A general solver: its welfare agrees to 1e-8. */
    SOLVER,
    /** A part of {@code auto}: choosing, or loading what it chooses by. */
    CHOOSER
}
