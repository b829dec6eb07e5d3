package io.alphafair.cli;

import io.alphafair.FundedEntry;
import io.alphafair.tables.CsvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One row per person: what the person gets with each fairness that was asked for. */
final class PeopleCsv {
    private final People people;
    private final List<Outcome> outcomes;
    private final Robustness robustness;

    /** @param robustness null if no noise is asked about */
    PeopleCsv(People people, List<Outcome> outcomes, Robustness robustness) {
        this.people = people;
        this.outcomes = outcomes;
        this.robustness = robustness;
    }

    /** The names; with several levels of fairness those of each end with its name. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(people.idHeading(), "group"));
        for (Outcome outcome : outcomes) {
            String suffix = outcomes.size() == 1 ? "" : " (" + outcome.name() + ")";
            columns.add("item" + suffix);
            for (int item = 0; item < itemCount(); item++) {
                columns.add((itemCount() == 1 ? "dose" : "dose " + people.itemInFile(item)) + suffix);
            }
            columns.add("spent" + suffix);
            columns.add("funded" + suffix);
        }
        if (robustness != null) {
            columns.add("share of draws");
        }
        return columns;
    }

    private int itemCount() {
        return people.items().itemCount();
    }

    void rows(Consumer<List<String>> next) {
        int[] at = new int[outcomes.size()];
        for (int row = 0; row < people.count(); row++) {
            List<String> cells = new ArrayList<>(
                    List.of(people.idInFile(row), people.groupInFile(people.groupOf(row))));
            for (int place = 0; place < at.length; place++) {
                at[place] = add(cells, outcomes.get(place).funded(), at[place], row);
            }
            if (robustness != null) {
                cells.add(CsvFile.number(robustness.share(row)));
            }
            next.accept(cells);
        }
    }

    /** Adds the cells of one row and returns the place of the next row's first entry. */
    private int add(List<String> cells, List<FundedEntry> funded, int from, int row) {
        List<String> items = new ArrayList<>();
        double[] doses = new double[itemCount()];
        double spent = 0;
        boolean whole = true;
        int at = from;
        for (; at < funded.size() && funded.get(at).row() == row; at++) {
            FundedEntry entry = funded.get(at);
            items.add(people.itemInFile(entry.item()));
            doses[entry.item()] = entry.dose();
            spent += entry.dose() * people.items().cost(row, entry.item());
            whole &= entry.full();
        }
        cells.add(String.join(" + ", items));
        for (double dose : doses) {
            cells.add(CsvFile.number(dose));
        }
        cells.add(CsvFile.number(spent));
        cells.add(items.isEmpty() ? "no" : whole ? "yes" : "in part");
        return at;
    }
}
