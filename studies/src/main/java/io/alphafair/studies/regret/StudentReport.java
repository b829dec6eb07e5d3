package io.alphafair.studies.regret;

import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.regret.Breakpoints.Tie;
import io.alphafair.studies.regret.Students.Student;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The paper's running example: six students, of whom some are admitted. */
final class StudentReport {
    private static final int IQ_STEP = 10;
    static final Fraction HALF = Fraction.of(1, 2);
    static final Fraction PAPERS_THETA = Fraction.parse("0.35");

    private final StudyReport report;
    private final int k;
    private final Fraction from;
    private final Fraction to;
    private final List<int[]> subsets;

    StudentReport(StudyReport report, int k, Fraction from, Fraction to) {
        this.report = report;
        this.k = k;
        this.from = from;
        this.to = to;
        this.subsets = SolutionSpace.subsets(Students.ALL.size(), k);
    }

    /**
     * Writes all of it.
     *
     * @param quota the quota admits a larger share of women
     */
    void add(Fraction quota) {
        report.say("Six students, " + k + (k == 1 ? " is" : " are")
                + " admitted; U_theta weighs IQ / 10 by theta and the grade by 1 - theta.");
        table1();
        breakpoints();
        new StudentWays(report, k, subsets, optima()).add(quota, "theta in " + Fairest.range(from, to));
        pareto();
        hull();
        pictures();
    }

    /** The paper's columns, with its bold entries starred. */
    private void table1() {
        Fraction[] thetas = {HALF, PAPERS_THETA, Fraction.parse("0.2")};
        Tie[] admitted = Arrays.stream(thetas).map(this::admitted).toArray(Tie[]::new);
        boolean isTied = Arrays.stream(admitted).anyMatch(tie -> tie.isOpen(k));
        TextTable table = new TextTable("Scores (starred: admitted" + (isTied
                ? "; with a question mark: tied for the seats that are left)"
                : ")"), "student", "IQ", "grade", "gender", "U_1/2", "U_0.35", "U_0.2");
        Mixture mixture = Students.mixture();
        for (int i = 0; i < Students.ALL.size(); i++) {
            Student student = Students.ALL.get(i);
            Object[] row = new Object[4 + thetas.length];
            row[0] = student.name();
            row[1] = student.iq();
            row[2] = student.grade();
            row[3] = student.isWoman() ? "f" : "m";
            for (int column = 0; column < thetas.length; column++) {
                row[4 + column] = number(mixture.score(i, thetas[column])) + mark(i, admitted[column]);
            }
            table.row(row);
        }
        report.table(table).say("On average " + means("women", true) + " and " + means("men", false) + ".");
    }

    private static String means(String name, boolean isWoman) {
        List<Student> some = Students.ALL.stream().filter(student -> student.isWoman() == isWoman).toList();
        return name + " have an IQ of " + number(Fraction.of(some.stream().mapToInt(Student::iq).sum(), some.size()))
                + " and a grade of " + number(Fraction.of(some.stream().mapToInt(Student::grade).sum(), some.size()));
    }

    /** Who is admitted at theta. */
    private Tie admitted(Fraction theta) {
        return Breakpoints.of(Students.mixture(), k, theta, Fraction.of(2, 1)).ends().getFirst();
    }

    private String mark(int student, Tie admitted) {
        if (Arrays.binarySearch(admitted.tied(), student) >= 0) {
            return admitted.isOpen(k) ? "?" : "*";
        }
        return Arrays.binarySearch(admitted.sure(), student) >= 0 ? "*" : " ";
    }

    /** Four digits. */
    static String number(Fraction value) {
        return value.equals(Fraction.ZERO)
                ? "0"
                : BigDecimal.valueOf(value.doubleValue()).round(new MathContext(4, RoundingMode.HALF_UP))
                        .stripTrailingZeros().toPlainString();
    }

    private void breakpoints() {
        Breakpoints all = Breakpoints.of(Students.mixture(), k, Fraction.ZERO, Fraction.ONE);
        TextTable table = new TextTable("Who is admitted, by theta in " + Fairest.range(Fraction.ZERO, Fraction.ONE)
                + "; the breakpoints are exact", "from", "to", "admitted", "women", "then leaves", "then enters");
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (int place = 0; place < all.intervals().size(); place++) {
            Interval interval = all.intervals().get(place);
            Change change = place < all.changes().size() ? all.changes().get(place) : null;
            long women = Arrays.stream(interval.members()).filter(i -> Students.ALL.get(i).isWoman()).count();
            table.row(interval.from(), interval.to(), Students.names(interval.members()), women,
                    change == null ? "" : Students.names(change.left()),
                    change == null ? "" : Students.names(change.entered()));
            numbers.add(Map.of("from", interval.from().toString(), "to", interval.to().toString(), "admitted",
                    Students.names(interval.members()), "women", women, "tiedAtTheEnd",
                    change == null ? "{}" : Students.names(change.tied())));
        }
        report.table(table).number("students", numbers);
    }

    private Fairest.Optima optima() {
        return Fairest.optima(Breakpoints.of(Students.mixture(), k, from, to));
    }

    private static double sum(int[] subset, double[] score) {
        return Arrays.stream(subset).mapToDouble(i -> score[i]).sum();
    }

    static double[][] attributes() {
        return Students.ALL.stream().map(s -> new double[]{s.iq() / (double) IQ_STEP, s.grade()})
                .toArray(double[][]::new);
    }

    /** The inclusion chain, each row without the one above it, with the paper's slip put right (erratum 6). */
    private void pareto() {
        SolutionSpace space = SolutionSpace.ofSubsets(attributes(), subsets);
        List<Integer> fairest = Fairest.all(optima(), Students::balance).stream().map(this::index).sorted().toList();
        List<Integer> optimal = optima().selections().stream().map(o -> index(o.members())).sorted().toList();
        List<Integer> convex = space.convexParetoFront();
        List<Integer> pareto = space.paretoFront();
        List<Integer> weak = space.weakParetoFront();
        TextTable table = new TextTable("The inclusion chain: each set (with its size) is the one above and these",
                "set", "these");
        chain(table, fairest.size() == 1 ? "fairest optimum" : "fairest optima", fairest, List.of());
        chain(table, "optimal for theta in " + Fairest.range(from, to), optimal, fairest);
        chain(table, "convex Pareto front", convex, optimal);
        chain(table, "Pareto front", pareto, convex);
        chain(table, "weak Pareto front", weak, pareto);
        chain(table, "all", IntStream.range(0, subsets.size()).boxed().toList(), weak);
        report.table(table);
        if (k == 2) {
            report.say("The paper leaves {Amy, Max} out of the weak Pareto front, although nobody exceeds its sum of "
                    + "grades, 19; and of the rest it names {Bob, Eve}, which is Pareto optimal, for {Eve, Isa}.");
        }
        SolutionSpace single = SolutionSpace.ofSubsets(attributes(), SolutionSpace.subsets(Students.ALL.size(), 1));
        report.say(
                "Admitting one: Pareto optimal are " + singles(single.paretoFront()) + ", but for some theta optimal "
                        + singles(single.convexParetoFront()) + " only.");
        report.number("sets", Map.of("theta", names(optimal), "convexPareto", names(convex), "pareto",
                names(pareto), "weakPareto", names(weak)));
    }

    private void chain(TextTable table, String set, List<Integer> members, List<Integer> above) {
        table.row(set + " (" + members.size() + ")", members.stream().filter(i -> !above.contains(i))
                .map(i -> Students.names(subsets.get(i))).collect(Collectors.joining(" ")));
    }

    private List<String> names(List<Integer> solutions) {
        return solutions.stream().map(i -> Students.names(subsets.get(i))).toList();
    }

    private static String singles(List<Integer> students) {
        return Students.names(students.stream().mapToInt(Integer::intValue).toArray());
    }

    private int index(int[] members) {
        return IntStream.range(0, subsets.size()).filter(i -> Arrays.equals(subsets.get(i), members)).findFirst()
                .orElseThrow();
    }

    /** The grade refined into two subjects: three attributes, and experts who weigh them differently. */
    private void hull() {
        double[][] attributes = Students.ALL.stream()
                .map(s -> new double[]{s.iq() / (double) IQ_STEP, s.grade() + stemLead(s), s.grade() - stemLead(s)})
                .toArray(double[][]::new);
        double[][] experts = {{1 / 3.0, 1 / 3.0, 1 / 3.0}, {0.5, 0.25, 0.25}, {0.25, 0.5, 0.25}, {0.25, 0.25, 0.5}};
        List<int[]> optimal = new HullSelection(attributes, experts, k).optimal(subsets.size());
        double most = optimal.stream().mapToDouble(Students::balance).max().orElseThrow();
        report.say(
                "With the grade refined to STEM and HASS (a higher and a lower grade by 1 for those of an IQ above 100, "
                        + "the other way round for the rest), and theta anywhere in the hull of four experts' weights "
                        + "(1/3, 1/3, 1/3), (1/2, 1/4, 1/4), (1/4, 1/2, 1/4), (1/4, 1/4, 1/2), "
                        + (optimal.size() == 1 ? "the optimal selection is " : "the optimal selections are ")
                        + optimal.stream().map(Students::names).collect(Collectors.joining(", "))
                        + "; the most balanced of them: "
                        + optimal.stream().filter(members -> Students.balance(members) == most).map(Students::names)
                                .collect(Collectors.joining(", "))
                        + ".");
        report.number("hull", optimal.stream().map(Students::names).toList());
    }

    private static double stemLead(Student student) {
        return student.iq() > 100 ? 1 : -1;
    }

    private void pictures() {
        Chart six = new Chart("Six students", "IQ", "grade");
        addStudents(six, "women", true);
        addStudents(six, "men", false);
        report.picture(new StudyReport.Picture("students", "six students by IQ and grade", six.toSvg()));
        double[][] sums = new double[2][subsets.size()];
        for (int i = 0; i < subsets.size(); i++) {
            sums[0][i] = sum(subsets.get(i), Students.ALL.stream().mapToDouble(Student::iq).toArray());
            sums[1][i] = sum(subsets.get(i), Students.ALL.stream().mapToDouble(Student::grade).toArray());
        }
        SolutionSpace space = SolutionSpace.ofSubsets(attributes(), subsets);
        List<Integer> convex = space.convexParetoFront();
        List<Integer> front = space.paretoFront();
        Chart chart = new Chart("All selections of " + k + ": summed IQ and grade", "summed IQ", "summed grade");
        addPoints(chart, "optimal for some theta", sums, convex);
        addPoints(chart, "Pareto optimal, for no theta", sums,
                front.stream().filter(i -> !convex.contains(i)).toList());
        addPoints(chart, "others", sums,
                IntStream.range(0, subsets.size()).filter(i -> !front.contains(i)).boxed().toList());
        report.picture(
                new StudyReport.Picture("selections", "all selections by summed IQ and grade", chart.toSvg()));
    }

    private static void addStudents(Chart chart, String name, boolean women) {
        List<Student> some = Students.ALL.stream().filter(student -> student.isWoman() == women).toList();
        chart.points(name, some.stream().mapToDouble(Student::iq).toArray(),
                some.stream().mapToDouble(Student::grade).toArray(), some.stream().map(Student::name).toList());
    }

    /** Selections of equal sums share a point and its label. */
    private void addPoints(Chart chart, String name, double[][] sums, List<Integer> solutions) {
        Map<List<Double>, String> labels = new LinkedHashMap<>();
        for (int i : solutions) {
            String initials = Arrays.stream(subsets.get(i))
                    .mapToObj(member -> Students.ALL.get(member).name().substring(0, 1)).collect(Collectors.joining());
            labels.merge(List.of(sums[0][i], sums[1][i]), initials, (one, other) -> one + " " + other);
        }
        chart.points(name, labels.keySet().stream().mapToDouble(List::getFirst).toArray(),
                labels.keySet().stream().mapToDouble(List::getLast).toArray(), List.copyOf(labels.values()));
    }
}
