package io.alphafair.studies.nmes;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.studies.regression.DesignMatrix;
import io.alphafair.studies.regression.LeastSquares;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The survey's 4,406 people, six kinds of care as items, sex and race as groups.
 *
 * <p><b>Benefit</b>: how often a person would make use of a kind of care, predicted from the thirteen columns that
 * describe the person: least squares on log(1 + visits), mapped back by expm1. Where a prediction falls below 0 it is
 * set to 0 and counted. Other kinds of care are no predictors: an allocator does not know them beforehand either.
 *
 * <p><b>Cost</b>: {@link Care#cost()}.
 */
public final class Nmes {
    private static final String FILE = "nmes1988.csv";
    /** The predictors that are numbers. */
    public static final List<String> NUMBERS = List.of("chronic", "age", "school", "income");
    /** The other predictors. */
    public static final List<String> CATEGORIES = List.of("health", "adl", "region", "afam", "gender", "married",
            "employed", "insurance", "medicaid");

    private Nmes() {
    }

    /** The bundled survey as a table. */
    public static Table table() {
        try (Reader reader = new InputStreamReader(Nmes.class.getResourceAsStream(FILE), StandardCharsets.UTF_8)) {
            return Table.parse(reader, FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The predictors of {@link #predict}: an intercept, 4 numbers and the dummies of 9 categories. */
    public static DesignMatrix predictors(Table survey) {
        return DesignMatrix.of(survey, NUMBERS, CATEGORIES);
    }

    /** The models of log(1 + visits), one a kind of care. */
    public static LeastSquares predict(Table survey) {
        double[][] targets = Arrays.stream(Care.values())
                .map(care -> Arrays.stream(survey.doubles(care.column())).map(Math::log1p).toArray())
                .toArray(double[][]::new);
        return LeastSquares.fit(predictors(survey), targets);
    }

    /** The allocation problem with the bundled survey. */
    public static NmesProblem problem(Grouping grouping) {
        Table survey = table();
        LeastSquares model = predict(survey);
        int people = survey.rowCount();
        Care[] kinds = Care.values();
        double[] benefit = new double[people * kinds.length];
        int clipped = 0;
        for (int item = 0; item < kinds.length; item++) {
            double[] logarithm = model.fitted()[item];
            for (int row = 0; row < people; row++) {
                double visits = Math.expm1(logarithm[row]);
                clipped += visits < 0 ? 1 : 0;
                benefit[row * kinds.length + item] = Math.max(0, visits);
            }
        }
        double[] cost = Arrays.stream(kinds).mapToDouble(Care::cost).toArray();
        GroupLabels groups = GroupLabels.of(survey, grouping.columns());
        Items items = Items.of(Matrix.copyOf(benefit, people, kinds.length), Matrix.copyOf(cost, 1, kinds.length),
                Groups.of(groups.labels(), groups.values().size()));
        return new NmesProblem(items, Arrays.stream(kinds).map(Care::column).toList(),
                names(grouping, groups), model, clipped);
    }

    /** A name a group, in the order of their labels. */
    public static List<String> groupNames(Grouping grouping) {
        return names(grouping, GroupLabels.of(table(), grouping.columns()));
    }

    private static List<String> names(Grouping grouping, GroupLabels groups) {
        return groups.values().stream().map(values -> name(grouping.columns(), values)).toList();
    }

    /** As in {@code female, afam no}: the sex speaks for itself. */
    private static String name(List<String> columns, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            String value = values.get(column);
            parts.add(columns.get(column).equals(Grouping.SEX) ? value : columns.get(column) + " " + value);
        }
        return String.join(", ", parts);
    }
}
