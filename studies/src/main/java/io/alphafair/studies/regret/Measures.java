package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.file.Visible;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Numerals;
import io.alphafair.tables.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads what makes a selection of a table's candidates fair. */
final class Measures {
    private static final String EXPECTED = "expected balance, share:SHARE, at-least:NUMBER or sum:COLUMN";

    private final Table table;
    private final StudyArguments arguments;
    private final int k;

    private Measures(Table table, StudyArguments arguments, int k) {
        this.table = table;
        this.arguments = arguments;
        this.k = k;
    }

    /** @throws InvalidInputException naming the option, or the line and the column of the table */
    static Measure of(Table table, StudyArguments arguments, int k) {
        return new Measures(table, arguments, k).measure();
    }

    private Measure measure() {
        String text = arguments.text("criterion");
        int colon = text.indexOf(':');
        String what = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (what.equals("balance") && colon < 0) {
            return balance();
        }
        return switch (colon < 0 ? "" : what) {
            case "share" -> share(value);
            case "at-least" -> atLeast(value);
            case "sum" -> sum(value);
            default -> throw new InvalidInputException("--criterion is '" + text + "': " + EXPECTED);
        };
    }

    private Measure balance() {
        if (arguments.isGiven("favoured") == arguments.isGiven("group")) {
            throw new InvalidInputException("--table with "
                    + (arguments.isGiven("group") ? "--favoured and --group" : "neither --favoured nor --group")
                    + ": expected one of them, --favoured COLUMN=VALUE for those who are to be as many as the others, or "
                    + "--group COLUMN,... for groups of equal numbers; or another --criterion");
        }
        if (!arguments.isGiven("group")) {
            IntPredicate favoured = favoured();
            return Measure.ofGroup("favoured", favoured, Criteria.balance(favoured));
        }
        GroupLabels labels = GroupLabels.of(table, arguments.words("group"), missing());
        if (labels.values().size() < 2) {
            throw new InvalidInputException("--group is '" + arguments.text("group") + "' with one group only, "
                    + labels.names().getFirst() + ": expected two groups or more");
        }
        Criterion criterion = Criteria.balance(labels.labels(), labels.values().size());
        return new Measure("difference", criterion, members -> 0.0 - criterion.value(members), null);
    }

    private Measure share(String value) {
        IntPredicate favoured = onlyFavoured();
        String expected = "share:SHARE with a share from 0 to 1, such as share:0.4 or share:1/3";
        Fraction target;
        try {
            target = Fraction.parse(value);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(refused(expected).getMessage(), e);
        }
        if (target.compareTo(Fraction.ZERO) < 0 || target.compareTo(Fraction.ONE) > 0) {
            throw refused(expected);
        }
        return Measure.ofGroup("favoured", favoured, Criteria.share(favoured, target));
    }

    private Measure atLeast(String value) {
        IntPredicate favoured = onlyFavoured();
        String expected = "at-least:NUMBER with a whole number from 1 to --k, which is " + k;
        double least = number(value, expected);
        if (!(least >= 1 && least <= k && least == Math.rint(least))) {
            throw refused(expected);
        }
        return Measure.ofGroup("favoured", favoured, Criteria.atLeast(favoured, (int) least));
    }

    private Measure sum(String column) {
        for (String option : List.of("favoured", "group", "missing-group")) {
            if (arguments.isGiven(option)) {
                throw new InvalidInputException("--" + option + " with --criterion " + arguments.text("criterion")
                        + ": expected no group, because the sum of a column decides; leave out --" + option);
            }
        }
        BigDecimal[] values = table.decimals(column);
        Criterion criterion = Criteria.sum(values);
        return new Measure("sum of " + Visible.text(column), criterion, criterion::value, null);
    }

    private double number(String value, String expected) {
        try {
            return Numerals.number(value);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(refused(expected).getMessage(), e);
        }
    }

    private InvalidInputException refused(String expected) {
        return new InvalidInputException("--criterion is '" + arguments.text("criterion") + "': expected " + expected);
    }

    private String missing() {
        return arguments.isGiven("missing-group") ? arguments.text("missing-group") : null;
    }

    private IntPredicate onlyFavoured() {
        if (!arguments.isGiven("favoured") || arguments.isGiven("group")) {
            throw new InvalidInputException("--criterion " + arguments.text("criterion") + " "
                    + (arguments.isGiven("group") ? "with --group" : "without --favoured")
                    + ": expected the one group whose members are counted; give it with --favoured COLUMN=VALUE");
        }
        return favoured();
    }

    private IntPredicate favoured() {
        String condition = arguments.text("favoured");
        int equals = condition.indexOf('=');
        if (equals < 0) {
            throw new InvalidInputException("--favoured is '" + condition
                    + "': expected COLUMN=VALUE with one of the columns " + String.join(", ", table.columns()));
        }
        GroupLabels labels = GroupLabels.of(table, List.of(condition.substring(0, equals).strip()), missing());
        int label = labels.values().indexOf(List.of(condition.substring(equals + 1).strip()));
        long count = Arrays.stream(labels.labels()).filter(each -> each == label).count();
        if (count == 0 || count == table.rowCount()) {
            throw new InvalidInputException("--favoured is '" + condition + "', which holds for " + count + " of "
                    + table.rowCount() + " rows: expected some but not all; the column's first value is '"
                    + labels.values().get(labels.labels()[0]).getFirst() + "'");
        }
        return i -> labels.labels()[i] == label;
    }
}
