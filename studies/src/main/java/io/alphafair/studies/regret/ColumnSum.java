package io.alphafair.studies.regret;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;

/** The sum of a column over the members: of the tied it takes those of the largest values, of equal ones those of lowest number. */
record ColumnSum(BigDecimal[] values) implements Criterion {
    @Override
    public double value(int[] members) {
        return Arrays.stream(members).mapToObj(member -> values[member]).reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    @Override
    public Choice best(int[] sure, int[] tied, int seats) {
        int[] members = Selections.union(sure, Arrays.stream(tied).boxed()
                .sorted(Comparator.comparing((Integer candidate) -> values[candidate]).reversed()).limit(seats)
                .mapToInt(Integer::intValue).toArray());
        return new Choice(members, value(members), true);
    }
}
