package io.alphafair.studies.programme;

import io.alphafair.Fairness;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.ArrayList;
import java.util.List;

/** A programme of care for the people of the survey NMES 1988: who is reached, and what fairness costs. */
public final class ProgrammeStudy implements Study {
    private static final double LEAST_SHARE = 1e-6;
    private static final double LARGEST_SHARE = 100;
    /** The share of the progress bar that the decisions take. */
    private static final double DECISIONS = 0.3;

    /** The study. */
    public ProgrammeStudy() {
    }

    @Override
    public String name() {
        return "programme";
    }

    @Override
    public String summary() {
        return "A programme for 4,406 people: at most one unit of one kind of care each and a budget for a tenth of them; "
                + "who is reached, group by group, and what fairness costs";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(
                new StudyOption("budget-share", "P", "0.1",
                        "the share of the people for whom the budget pays a visit to a physician's office"),
                new StudyOption("alpha", "A,...", "0,1,inf", "levels of fairness"),
                new StudyOption("whole", "yes|no", "yes",
                        "whole units only; no: at most one person per group gets a part of a unit"));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        double share = arguments.number("budget-share", LEAST_SHARE, LARGEST_SHARE);
        List<Fairness> fairnesses = arguments.fairnesses("alpha").stream().distinct().toList();
        boolean whole = arguments.choice("whole", List.of("yes", "no")).equals("yes");
        progress.at(0, "decisions");
        try (Programme programme = new Programme()) {
            double budget = programme.budget(share);
            Decision mostBenefit = Decision.of(programme, Fairness.UTILITARIAN, budget, whole);
            List<Decision> decisions = new ArrayList<>();
            List<BudgetPath> paths = new ArrayList<>();
            for (Fairness fairness : fairnesses) {
                decisions.add(Decision.of(programme, fairness, budget, whole));
            }
            progress.at(DECISIONS, "budget paths");
            for (Fairness fairness : fairnesses) {
                paths.add(BudgetPath.of(programme, fairness));
            }
            return new ProgrammeReport(share, budget, mostBenefit, decisions).write(paths);
        }
    }
}
