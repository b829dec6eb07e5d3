package io.alphafair.capped;

/** Reads the hulls of rows one by one. For one thread at a time. */
public interface HullSource {
    /**
     * The first of rows {@code fromRow .. toRow-1} that may have steps above a ratio; {@code toRow} if there is none.
     *
     * @param bound the ratio, or 0
     */
    long seek(long fromRow, long toRow, double bound);

    /**
     * The hull of a row, which the next call overwrites.
     *
     * @param bound a ratio: the hull starts with all steps above it, and others may be missing; 0 for all steps
     */
    Hull read(long row, double bound);
}
