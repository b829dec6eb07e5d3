package io.alphafair.studies.regret;

import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import io.alphafair.tables.CsvFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first selection, the fairest and all optimal ones, for people, as JSON and as CSV.
 *
 * @param candidates who can be selected
 * @param measure of fairness
 * @param heading what makes a selection optimal: theta or weights
 * @param optimal selections, each once; where many tie the first and the fairest may be missing, and are added
 * @param isComplete whether these are all
 * @param first what one objective in the middle selects
 * @param fairest of all
 */
record SelectionLists(Candidates candidates, Measure measure, String heading, List<Selection> optimal,
        boolean isComplete, SelectionLists.Selection first, SelectionLists.Selection fairest) {
    private static final int MOST_ROWS = 8;
    /** JSON and CSV name this many members at most. */
    private static final int MOST_MEMBERS = 200_000;

    /**
     * One selection.
     *
     * @param optimalFor the theta or the weights, for programs
     * @param shown the same for people, in a few digits
     * @param members ascending
     */
    record Selection(String optimalFor, String shown, int[] members) {}

    SelectionLists {
        List<Selection> all = new ArrayList<>(optimal);
        for (Selection named : List.of(fairest, first)) {
            if (all.stream().noneMatch(selection -> Arrays.equals(selection.members(), named.members()))) {
                all.addFirst(named);
            }
        }
        optimal = List.copyOf(all);
    }

    /**
     * Adds all to a report.
     *
     * @param isExact whether no optimal selection is fairer
     */
    void addTo(StudyReport report, boolean isExact) {
        report.table(table());
        report.number("first", json(first));
        Map<String, Object> best = json(fairest);
        if (measure.isFavoured() != null) {
            best.put("favoured", FavouredCount.count(fairest.members(), measure.isFavoured()));
        }
        best.put("isExact", isExact);
        report.number("fairest", best);
        List<Selection> listed = optimal.subList(0,
                Math.min(optimal.size(), Math.max(1, MOST_MEMBERS / first.members().length)));
        report.number("optimal",
                Formats.entry("count", optimal.size(), "isComplete", isComplete, "listed", listed.size(),
                        "selections", listed.stream().map(this::json).toList()));
        report.data(optimalCsv(listed)).data(candidatesCsv());
    }

    private TextTable table() {
        int count = optimal.size();
        TextTable table = new TextTable(
                (isComplete ? "" : "At least ") + count + " optimal selection" + (count == 1 ? "" : "s")
                        + (count > MOST_ROWS ? ", the first " + MOST_ROWS + " of them" : ""),
                heading, measure.noun(),
                candidates.isNamed() ? "selected" : "selected " + candidates.names().heading() + "s", "");
        for (Selection selection : optimal.subList(0, Math.min(MOST_ROWS, count))) {
            List<String> marks = new ArrayList<>();
            if (Arrays.equals(selection.members(), first.members())) {
                marks.add("first");
            }
            if (Arrays.equals(selection.members(), fairest.members())) {
                marks.add("fairest");
            }
            table.row(selection.shown(), measure.text(selection.members()), candidates.text(selection.members()),
                    String.join(", ", marks));
        }
        return table;
    }

    private Map<String, Object> json(Selection selection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(heading, selection.optimalFor());
        json.put("value", measure.criterion().value(selection.members()));
        json.put("rows", Candidates.rows(selection.members()));
        json.put("names", candidates.list(selection.members()));
        return json;
    }

    /** One row per member of each selection. */
    private StudyReport.Data optimalCsv(List<Selection> listed) {
        List<List<String>> rows = new ArrayList<>();
        for (int place = 0; place < listed.size(); place++) {
            Selection selection = listed.get(place);
            String number = String.valueOf(place + 1);
            String value = CsvFile.number(measure.criterion().value(selection.members()));
            candidates.list(selection.members())
                    .forEach(name -> rows.add(List.of(number, selection.optimalFor(), value, name)));
        }
        return new StudyReport.Data("optimal", "the members of the optimal selections"
                + (listed.size() < optimal.size() ? ", the first " + listed.size() + " of " + optimal.size() : ""),
                List.of("selection", heading, "value", candidates.names().heading()), rows);
    }

    /** One row per candidate. */
    private StudyReport.Data candidatesCsv() {
        int[] times = new int[candidates.size()];
        optimal.forEach(selection -> Arrays.stream(selection.members()).forEach(i -> times[i]++));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            rows.add(List.of(candidates.names().names()[i], isIn(i, first), isIn(i, fairest),
                    String.valueOf(times[i])));
        }
        return new StudyReport.Data("candidates",
                "who is selected first, by the fairest, and by how many of the optimal selections that were found",
                List.of(candidates.names().heading(), "first", "fairest", "optimal selections"), rows);
    }

    private static String isIn(int candidate, Selection selection) {
        return Arrays.binarySearch(selection.members(), candidate) >= 0 ? "1" : "0";
    }
}
