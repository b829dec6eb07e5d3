package io.alphafair.studies.learn;

import io.alphafair.Items;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.study.Formats;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.util.Arrays;
import java.util.List;

/**
 * The people of a table as a learner sees them.
 *
 * @param predictors how the table became {@code features}
 * @param features N x P, row by row: an intercept, and columns of mean 0 and standard deviation 1
 * @param itemNames T names
 * @param benefit N x T, row by row: what was observed, plus a floor
 * @param cost N x T, row by row
 * @param cap the largest doses, N x T, row by row; null for none
 * @param labels the group of each person
 * @param groupNames one name per group
 */
record People(Predictors predictors, double[] features, List<String> itemNames, double[] benefit, double[] cost,
        double[] cap, int[] labels, List<String> groupNames) {

    /** Models are kept within a range of logarithms, {@link LogLinearModel#predict}, that is somewhat wider. */
    private static final double LEAST_BENEFIT = 1e-8;
    private static final double LARGEST_BENEFIT = 1e8;

    /** @throws io.alphafair.InvalidInputException if a column is missing or has a value that is refused */
    static People of(Table table, Columns columns) {
        Predictors predictors = Predictors.of(table, columns.features(), columns.categories());
        int items = columns.benefits().size();
        double floor = columns.floor();
        double[] benefit = new double[table.rowCount() * items];
        for (int item = 0; item < items; item++) {
            double[] observed = Amounts.checked(table, columns.benefits().get(item),
                    value -> value + floor >= LEAST_BENEFIT && value + floor <= LARGEST_BENEFIT,
                    "a benefit that with the floor of " + Formats.plain(floor) + " is from 1e-8 to 1e8; take a larger "
                            + "floor or another unit");
            Amounts.scatter(Arrays.stream(observed).map(value -> value + floor).toArray(), benefit, item, items);
        }
        GroupLabels groups = GroupLabels.of(table, columns.groups(), columns.missingGroup());
        return new People(predictors, predictors.values(table), columns.benefits(), benefit,
                columns.costs().of(table, items, Items::isCost, "a finite number > 0"),
                columns.caps() == null ? null : columns.caps().of(table, items, Items::isCap, "a number > 0"),
                groups.labels(), groups.names());
    }

    /**
     * The people of the survey NMES 1988, without caps.
     *
     * @param floor added to every number of visits, so that no benefit is 0 and no welfare infinite
     */
    static People survey(Grouping grouping, double floor) {
        People people = of(Nmes.table(), Columns.survey(grouping, floor, null));
        return new People(people.predictors, people.features, people.itemNames, people.benefit, people.cost, null,
                people.labels, Nmes.groupNames(grouping));
    }

    /** N. */
    int count() {
        return labels.length;
    }

    /** P. */
    int predictorCount() {
        return predictors.count();
    }

    /** T. */
    int itemCount() {
        return itemNames.size();
    }

    /** K. */
    int groupCount() {
        return groupNames.size();
    }

    /** The mean benefit of an item among some people. */
    double meanBenefit(int[] rows, int item) {
        return Arrays.stream(rows).mapToDouble(row -> benefit[row * itemCount() + item]).average().orElseThrow();
    }
}
