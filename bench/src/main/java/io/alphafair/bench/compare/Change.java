package io.alphafair.bench.compare;

/** What became of a cell's time or allocation from one run to the other. */
public enum Change {
    /** The 95 % interval of the change lies within the threshold. */
    SAME("SAME", "SAME"),
    /** Surely less, by the threshold or more. */
    LESS("FASTER", "LESS"),
    /** Surely more, by the threshold or more. */
    MORE("SLOWER", "MORE"),
    /** Neither can be said. */
    AMBIGUOUS("AMBIGUOUS", "AMBIGUOUS");

    private final String ofTime;
    private final String ofBytes;

    Change(String ofTime, String ofBytes) {
        this.ofTime = ofTime;
        this.ofBytes = ofBytes;
    }

    /** The word for a time. */
    public String ofTime() {
        return ofTime;
    }

    /** The word for an allocation. */
    public String ofBytes() {
        return ofBytes;
    }
}
