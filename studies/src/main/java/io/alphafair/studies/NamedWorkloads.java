package io.alphafair.studies;

import io.alphafair.Items;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.nmes.NmesProblem;
import io.alphafair.studies.synthetic.Cell;
import io.alphafair.studies.synthetic.Census;

/** The populations that benchmarks and examples ask for by name. */
public final class NamedWorkloads {
    private static final int CENSUS_ITEMS = 8;

    private NamedWorkloads() {
    }

    /** 4,406 people of the survey NMES 1988, six kinds of care, sex and race as 4 groups: {@link Nmes}. */
    public static Workload nmes() {
        return nmes("nmes", Grouping.SEX_AND_RACE);
    }

    /** As {@link #nmes()}, with Medicaid as a third attribute: 8 groups, the smallest of 29 people. */
    public static Workload nmesWithMedicaid() {
        return nmes("nmes-medicaid", Grouping.SEX_RACE_AND_MEDICAID);
    }

    private static Workload nmes(String name, Grouping grouping) {
        NmesProblem problem = Nmes.problem(grouping);
        return new Workload(name, problem.items(), problem.groupNames(), problem.summary());
    }

    /**
     * {@code n} people of the synthetic census, 8 items, twelve cells of race and sex: {@link Census}. A small population
     * may lack a cell.
     *
     * @throws io.alphafair.InvalidInputException if n is not positive
     */
    public static Workload census(int n, long seed) {
        Items items = Census.items(n, CENSUS_ITEMS, seed);
        return new Workload("census", items, Cell.all().stream().map(Cell::name).toList(),
                "synthetic census: " + n + " people x " + CENSUS_ITEMS + " items in " + items.groupCount()
                        + " cells of race and sex, seed " + seed);
    }
}
