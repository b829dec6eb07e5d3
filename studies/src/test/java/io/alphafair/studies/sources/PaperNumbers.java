package io.alphafair.studies.sources;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.studies.study.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** 'Fairness without Regret', by {@code study regret}. */
final class PaperNumbers {
    private static final String TEST = "SolutionSpaceTest";
    private static final Pattern MEANS = Pattern
            .compile(
                    "women have an IQ of (\\S+) and a grade of (\\S+) and men have an IQ of (\\S+) and a grade of (\\d+)");
    private static final Pattern COST = Pattern.compile(
            "costs (\\S+) IQ points or (\\S+) in grades, which is (\\S+) or (\\S+) per student");
    private static final Pattern FAIRER = Pattern.compile("At theta = 0.35 U is (\\d+\\.\\d+)");

    private final StudyNumbers study;
    private final List<SourceNumber> rows = new ArrayList<>();

    private PaperNumbers(StudyNumbers study) {
        this.study = study;
    }

    static List<SourceNumber> all() throws IOException {
        PaperNumbers numbers = new PaperNumbers(StudyNumbers.of("regret", Map.of("n", "1000", "k", "10")));
        numbers.scores();
        numbers.quota();
        numbers.theta();
        numbers.sets();
        return numbers.rows;
    }

    private TextTable table(String title) {
        return study.report().tables().stream().filter(table -> table.title().startsWith(title)).findFirst()
                .orElseThrow();
    }

    private Matcher found(Pattern pattern) {
        Matcher matcher = pattern.matcher(study.text());
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + study.text());
        }
        return matcher;
    }

    private void scores() {
        List<List<String>> students = table("Scores").rows();
        String[] printed = {"10 11 10 10 8 11", "10 9.8 8.5 9.7 8.3 10.1", "10 8.6 7.0 9.4 8.6 9.2"};
        String[] names = {"1/2", "0.35", "0.2"};
        String[] bold = {"Bob Zac", "Amy Zac", "Amy Isa"};
        for (int column = 0; column < printed.length; column++) {
            int cell = 4 + column;
            rows.add(SourceNumber.of("Table 1", "scores at theta = " + names[column], printed[column],
                    "WithoutRegretTest",
                    students.stream()
                            .mapToDouble(row -> Double.parseDouble(row.get(cell).replaceAll("[*?]", "").strip()))
                            .toArray()));
            rows.add(SourceNumber.words("Table 1", "bold there: who is admitted", bold[column], "WithoutRegretTest",
                    students.stream().filter(row -> row.get(cell).contains("*")).map(List::getFirst)
                            .collect(Collectors.joining(" "))));
        }
        Matcher means = found(MEANS);
        rows.add(SourceNumber.of("Section 2", "mean IQ of men and women, mean grade of men and women", "120 120 8 8",
                "SentencesTest", number(means, 3), number(means, 1), number(means, 4), number(means, 2)));
        rows.add(SourceNumber.differing("Section 2", "least and largest IQ", "80 150", 8, TEST, "Max has 70",
                students.stream().mapToDouble(row -> Double.parseDouble(row.get(1))).min().orElseThrow(),
                students.stream().mapToDouble(row -> Double.parseDouble(row.get(1))).max().orElseThrow()));
        rows.add(SourceNumber.of("Section 2", "least and largest grade", "5 10", TEST,
                students.stream().mapToDouble(row -> Double.parseDouble(row.get(2))).min().orElseThrow(),
                students.stream().mapToDouble(row -> Double.parseDouble(row.get(2))).max().orElseThrow()));
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }

    private void quota() {
        JsonNode quota = study.json().get("quota");
        rows.add(SourceNumber.of("Section 2", "U of the optimum, and under the quota", "22 21", TEST,
                Double.parseDouble(table("The optimum at theta").rows().getFirst().get(2)),
                quota.get("utility").asDouble()));
        rows.add(SourceNumber.of("Section 2", "selections that are optimal under the quota", "6", TEST,
                quota.get("solutions").asDouble()));
        Matcher cost = found(COST);
        rows.add(SourceNumber.differing("Section 2", "IQ points or grades that the quota costs", "10 1", 9, TEST,
                "in total; per student who is admitted they are 10 and 1", number(cost, 1),
                number(cost, 2)));
    }

    private void theta() {
        rows.add(
                SourceNumber.words("Section 3", "theta where the optimum changes", "1/4 3/8 3/4", "BreakpointsTest",
                        StreamSupport.stream(study.json().get("students").spliterator(), false)
                                .map(interval -> interval.get("to").asText()).filter(to -> !to.equals("1"))
                                .collect(Collectors.joining(" "))));
        rows.add(SourceNumber.words("Section 3", "women among the admitted, as theta grows to 3/4", "2 1 0",
                "SourcePageTest", StreamSupport.stream(study.json().get("students").spliterator(), false).limit(3)
                        .map(interval -> interval.get("women").asText()).collect(Collectors.joining(" "))));
        rows.add(SourceNumber.of("Section 3", "U_0.35 of its optimum", "20.1", "WithoutRegretTest",
                number(found(FAIRER), 1)));
    }

    private void sets() {
        String[] printed = {"{Amy, Zac}", "{Bob, Zac}", "{Amy, Isa} {Bob, Eve}", "{Amy, Bob} {Bob, Isa} {Isa, Zac}",
                "{Eve, Zac}", "{Amy, Eve} {Bob, Eve} {Max, *}"};
        String[] names = {"fairest optimum", "optimal for theta in [1/3, 2/3], besides", "convex Pareto front, besides",
                "Pareto front, besides", "weak Pareto front, besides", "all pairs, besides"};
        List<List<String>> chain = table("The inclusion chain").rows();
        for (int set = 0; set < printed.length; set++) {
            String ours = chain.get(set).get(1);
            rows.add(set < 4
                    ? SourceNumber.words("Section 4", names[set], printed[set], TEST, ours)
                    : SourceNumber.differingWords("Section 4", names[set], printed[set], 6, TEST,
                            "{Amy, Max} is weakly optimal; {Bob, Eve} stands for {Eve, Isa}", ours));
        }
        rows.add(SourceNumber.of("Figure 2", "pairs of students", "15", TEST,
                Double.parseDouble(chain.getLast().getFirst().replaceAll("\\D", ""))));
        rows.add(SourceNumber.words("Section 4", "Pareto optimal if one is admitted", "{Amy, Bob, Isa, Zac}", TEST,
                study.text().replaceAll(".*Admitting one: Pareto optimal are (\\{[^}]*\\}).*", "$1")));
    }
}
