package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import io.alphafair.tables.CsvFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Answers for people who decide: solves, writes the files, and returns the text. */
final class PeopleAnswer {
    /**
     * What is asked.
     *
     * @param fairness at least one
     * @param budget null with a budget path
     * @param weights one per group, or null
     * @param zeroed how many negative benefits count as 0
     * @param deviations the standard deviations of the noise, or null
     */
    record Question(List<Fairness> fairness, Double budget, double[] weights, long zeroed, NoiseOptions noise,
            Matrix deviations) {}

    private final People people;
    private final PeopleOptions options;
    private final Question question;
    private final Receipt receipt;
    private final Path out;

    /**
     * @param receipt null if there is to be none
     * @param out where one row per person goes; null for nowhere
     */
    PeopleAnswer(People people, PeopleOptions options, Question question, Receipt receipt, Path out) {
        this.people = people;
        this.options = options;
        this.question = question;
        this.receipt = receipt;
        this.out = out;
    }

    /** @throws InvalidInputException if the problem is refused or a file cannot be written */
    String text(Solver solver) {
        question.fairness().forEach(people::requireBenefits);
        try (Plan plan = new Plan(people.items(), options.doses(), options.seed())) {
            return options.path == null ? allocation(plan, solver) : path(plan, solver);
        }
    }

    private String allocation(Plan plan, Solver solver) {
        List<Fairness> asked = question.fairness();
        ExplanationText explanation = options.explain == null
                ? null
                : new ExplanationText(people, plan, options.explain);
        List<Fairness> solved = new ArrayList<>(asked);
        if (asked.size() > 1 && !asked.contains(Fairness.UTILITARIAN)) {
            solved.add(Fairness.UTILITARIAN);
        }
        String times = options.time == null
                ? ""
                : new BackendTimes(plan.solved(),
                        prepared -> prepared.allocate(asked.getFirst(), question.budget(), question.weights()))
                        .text(BackendTimes.names(options.time, solver, plan.solved()));
        List<Outcome> all = plan.solve(solver, solved, question.budget(), question.weights());
        List<Outcome> outcomes = all.subList(0, asked.size());
        List<Ties> ties = outcomes.stream().map(outcome -> Ties.count(plan, outcome)).toList();
        StringBuilder text = new StringBuilder();
        Robustness robustness = question.noise().isAsked()
                ? Robustness.of(people, plan, outcomes.getFirst(), question.noise(), question.deviations(),
                        question.weights())
                : null;
        if (asked.size() == 1) {
            text.append(new PeopleText(people, robustness).of(outcomes.getFirst(), ties.getFirst(), question.budget(),
                    out != null));
        } else {
            Outcome utilitarian = all.get(solved.indexOf(Fairness.UTILITARIAN));
            EqualSplit split = EqualSplit.of(people.items(), options.doses(), question.budget(), solver, utilitarian);
            text.append(new AlternativesText(people, outcomes, ties, question.weights(), utilitarian, split)
                    .text(question.budget()));
        }
        text.append(Notes.of(people, plan, outcomes, ties, question.zeroed()));
        if (explanation != null) {
            outcomes.forEach(outcome -> text.append(explanation.of(outcome)));
        }
        PeopleCsv csv = new PeopleCsv(people, outcomes, robustness);
        return text.append(ended(outcomes, ties, csv.columns(), csv::rows)).append(times).toString();
    }

    private String path(Plan plan, Solver solver) {
        PathText path = PathText.of(people, plan, solver, question.fairness().getFirst(),
                PathText.parse(options.path), question.weights());
        List<Outcome> outcomes = path.outcomes();
        List<Ties> ties = outcomes.stream().map(outcome -> Ties.count(plan, outcome)).toList();
        String text = path.text() + Notes.of(people, plan, outcomes, ties, question.zeroed());
        if (options.picture != null) {
            Destination.write(options.picture, path.svg());
        }
        return text + ended(outcomes, List.of(), PathText.columns(), path::rows);
    }

    /** The details and the files, which are written here. */
    private String ended(List<Outcome> outcomes, List<Ties> ties, List<String> columns, CsvFile.Rows rows) {
        String details = options.details ? DetailsText.of(people, outcomes, question.weights()) : "";
        if (out == null) {
            return details;
        }
        Destination.write(out, file -> CsvFile.write(file, columns, rows));
        if (receipt == null || !Files.isRegularFile(out)) {
            return details;
        }
        receipt.ties(options.seed());
        for (int place = 0; place < ties.size(); place++) {
            receipt.atCutoffs(people, outcomes.get(place), ties.get(place));
        }
        receipt.backend(outcomes.getFirst().answer().backend());
        receipt.write(out);
        return details + "\nAll people: " + out + ". What it was made of: " + Receipt.beside(out) + ".\n";
    }
}
