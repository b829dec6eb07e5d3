package io.alphafair.studies.nmes.learn;

import io.alphafair.studies.nmes.Care;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.regression.DesignMatrix;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.util.Arrays;
import java.util.List;

/**
 * The survey's people as a learner sees them.
 *
 * @param predictors N x P, row by row: an intercept, and columns of mean 0 and standard deviation 1
 * @param predictorCount P
 * @param benefit N x T, row by row: the visits that were counted, plus a floor
 * @param cost one a kind of care
 * @param labels the group of each person
 * @param groupNames a name a group
 */
record People(double[] predictors, int predictorCount, double[] benefit, double[] cost, int[] labels,
        List<String> groupNames) {

    /** @param floor added to every number of visits, so that no benefit is 0 and no welfare infinite */
    static People of(Grouping grouping, double floor) {
        Table survey = Nmes.table();
        DesignMatrix design = Nmes.predictors(survey);
        int people = survey.rowCount();
        double[] predictors = new double[people * design.predictorCount()];
        for (int column = 0; column < design.predictorCount(); column++) {
            double[] values = column == 0 ? design.columns()[0] : standardised(design.columns()[column]);
            scatter(values, predictors, column, design.predictorCount());
        }
        Care[] kinds = Care.values();
        double[] benefit = new double[people * kinds.length];
        for (int item = 0; item < kinds.length; item++) {
            scatter(Arrays.stream(survey.doubles(kinds[item].column())).map(visits -> visits + floor).toArray(),
                    benefit, item, kinds.length);
        }
        GroupLabels groups = GroupLabels.of(survey, grouping.columns());
        return new People(predictors, design.predictorCount(), benefit,
                Arrays.stream(kinds).mapToDouble(Care::cost).toArray(), groups.labels(), Nmes.groupNames(grouping));
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math
                .sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
        return Arrays.stream(values).map(value -> (value - mean) / deviation).toArray();
    }

    private static void scatter(double[] values, double[] into, int column, int columns) {
        for (int row = 0; row < values.length; row++) {
            into[row * columns + column] = values[row];
        }
    }

    /** N. */
    int count() {
        return labels.length;
    }

    /** T. */
    int itemCount() {
        return cost.length;
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
