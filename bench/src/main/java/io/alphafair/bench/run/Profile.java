package io.alphafair.bench.run;

import io.alphafair.bench.record.Cell;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What is measured, and with how much effort. */
public enum Profile {
    /** Every question, and every value of each axis once; a few minutes. */
    QUICK(new Effort(2, 4, 100, 4, 100), Plan::quick),
    /** More sizes and more forks, for results to be quoted; hours. */
    STANDARD(new Effort(3, 5, 300, 5, 200), Plan::standard),
    /** The product of the sizes; a day. */
    FULL(new Effort(5, 5, 300, 5, 200), Plan::full);

    private final Effort effort;
    private final Supplier<List<Cell>> plan;

    Profile(Effort effort, Supplier<List<Cell>> plan) {
        this.effort = effort;
        this.plan = plan;
    }

    /** How long each cell is measured, unless JMH options say otherwise. */
    public Effort effort() {
        return effort;
    }

    /** What is measured, unless JMH options say otherwise; the backends of one problem follow each other. */
    public List<Cell> cells() {
        return plan.get();
    }

    /** The name in lower case, as the command line and records write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
