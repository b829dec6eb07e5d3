package io.alphafair.simd;

/**
 * What one scan has learnt so far. {@link ScanPolicy} reads and writes it; it holds no decision of its own, and it is
 * reused so that a scan allocates nothing.
 */
final class ScanState {
    /** Elements that are still to be divided at the start; what passes of them teaches nothing. */
    long startLeft;
    /** The path taken while {@link #restLeft} lasts, because a cheaper one let too much pass. */
    ScanPath resting;
    /** Elements until the cheaper path is tried again; 0 or less if there is none to wait for. */
    long restLeft;
    /** Elements of the next rest. */
    int nextRest;
    /** Rows of the next block on {@link ScanPath#SMALLEST}. */
    int smallestRows;
    /** Rows of the next block on {@link ScanPath#OWN}. */
    int ownRows;
}
