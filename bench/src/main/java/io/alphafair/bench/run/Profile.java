package io.alphafair.bench.run;

import io.alphafair.bench.auto.RegretGrid;
import io.alphafair.bench.record.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What is measured, and with how much effort. */
public enum Profile {
    /** Every question, and every value of each axis once; some minutes. */
    QUICK(new Effort(2, 4, 100, 4, 100), Plan::quick, 3000, RacePlan::quick, RegretGrid.SMALL),
    /** More sizes and more forks, for results to be quoted; hours. */
    STANDARD(new Effort(3, 5, 300, 5, 200), Plan::standard, 8000, RacePlan::limits, RegretGrid.WHOLE),
    /** The product of the sizes; a day. */
    FULL(new Effort(5, 5, 300, 5, 200), Plan::full, 8000, RacePlan::limits, RegretGrid.WHOLE),
    /** What shows how near the machine's limits the backends come, and what auto costs; well under an hour. */
    LIMITS(new Effort(3, 4, 200, 4, 200), Plan::limits, 5000, RacePlan::limits, RegretGrid.WHOLE),
    /** A GPU beside every CPU backend and PyTorch; for a machine that has one. Under an hour. */
    GPU(new Effort(2, 4, 200, 4, 200), Plan::gpu, 2000, List::of, null);

    private final Effort effort;
    private final Supplier<List<Cell>> plan;
    private final int raceMillis;
    private final Supplier<List<Cell>> racePlan;
    private final RegretGrid regretGrid;

    Profile(Effort effort, Supplier<List<Cell>> plan, int raceMillis, Supplier<List<Cell>> racePlan,
            RegretGrid regretGrid) {
        this.effort = effort;
        this.plan = plan;
        this.raceMillis = raceMillis;
        this.racePlan = racePlan;
        this.regretGrid = regretGrid;
    }

    /** How long each cell is measured, unless JMH options say otherwise. */
    public Effort effort() {
        return effort;
    }

    /** What is measured, unless JMH options say otherwise; the backends of one problem follow each other. */
    public List<Cell> cells() {
        return plan.get();
    }

    /** What is raced, unless JMH options say otherwise. */
    public List<Cell> races() {
        return racePlan.get();
    }

    /** How long a race's rounds last together. */
    public int raceMillis() {
        return raceMillis;
    }

    /** On which problems auto is measured; empty if it is not. */
    Optional<RegretGrid> regretGrid() {
        return Optional.ofNullable(regretGrid);
    }

    /** On which problems the GPU is measured beside the CPU backends; none if this is not about a GPU. */
    public List<Cell> gpuRaces() {
        return needsGpu() ? GpuPlan.problems() : List.of();
    }

    /** Whether there is nothing to do without a GPU. */
    boolean needsGpu() {
        return this == GPU;
    }

    /** The name in lower case, as the command line and records write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
