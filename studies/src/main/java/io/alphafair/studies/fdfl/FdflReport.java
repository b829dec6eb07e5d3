package io.alphafair.studies.fdfl;

import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the study's parts and tells what they found. */
final class FdflReport {
    /** What the source document printed for its first example, where an optimiser stopped beside the kink. */
    private static final double[] PRINTED_FAIR = {2.3931863312455346, 0.955360648421686};
    /** The mean squared error that it printed for the first resource after end-to-end training. */
    private static final double PRINTED_END_TO_END = 48.17213559130881;
    private static final int MOST_SHOWN = 6;

    private final Models models;
    private final Example example;
    private final TwoResources truth;
    private final int degree;
    private final double penalty;
    private final StudyReport report = new StudyReport();
    private final TextTable predictions = new TextTable("Predictions", "method", "MSE 1", "MSE 2", "norms 1",
            "norms 2");
    private final TextTable decisions = new TextTable("Decisions that follow from them", "method", "optima",
            "utilities",
            "error", "regret");
    private final List<Map<String, Object>> numbers = new ArrayList<>();

    FdflReport(Models models, int degree, double penalty) {
        this.models = models;
        this.example = models.example();
        this.truth = example.truth();
        this.degree = degree;
        this.penalty = penalty;
    }

    StudyReport write(int points, long seed, StudyProgress progress) {
        problem();
        double[] start = models.start(degree);
        double[] leastSquares = models.leastSquares();
        Fit[] fair = {fair(truth.first()), fair(truth.second())};
        double[] fairCoefficients = models.both(fair[0].predicted(), fair[1].predicted());
        RegretTraining training = new RegretTraining(models, 0);
        RegretTraining fairTraining = new RegretTraining(models, penalty);
        progress.at(0.1, "regret, by gradient");
        RegretTraining.Trained descended = training.descend(start);
        progress.at(0.4, "regret, by evolution");
        double[] evolved = training.evolve(start);
        progress.at(0.5, "regret and disparity");
        double[] fairDescended = fairTraining.descend(leastSquares).coefficients();
        double[] fairEvolved = fairTraining.evolve(leastSquares);
        progress.at(0.6, "the source document's losses");
        row("true benefits", models.both(truth.first(), truth.second()), truth.first(), truth.second());
        row("least squares", leastSquares);
        row("fair regression", fairCoefficients);
        row("all ones", start);
        TextTable losses = degree <= SourceTraining.MOST_DEGREE ? sourceLosses(start, leastSquares) : null;
        row("regret, from ones", descended.coefficients());
        row("regret, from LS", training.descend(leastSquares).coefficients());
        row("regret, CMA-ES", evolved);
        row("regret + d, from LS", fairDescended);
        row("regret + d, CMA-ES", fairEvolved);
        report.table(predictions).table(decisions).number("methods", numbers);
        report.say(
                "Columns 1 and 2 are the resources; norms are the Euclidean lengths of the errors, first group / second "
                        + "group (the source document calls them \"MSE by group\"); utilities are the groups' true ones. Error: how far "
                        + "the decision is from that by the true benefits, as the source document measures it. Regret: by how much "
                        + "more the groups' true utilities differ than they need to. Where predictions leave several optima, error "
                        + "and regret are those of the best and the worst of them; result.json lists all.");
        report.say(
                "End-to-end training minimises the error, as in the source document, or the regret; + d adds the accuracy "
                        + "disparity. The source document starts with all ones; LS is least squares. The error is trained by CMA-ES, "
                        + "with coefficients from 0 to 10 as in the source document; the regret by gradient steps on its smoothed "
                        + "form, or by CMA-ES, without bounds.");
        if (losses == null) {
            report.say("The error is trained up to degree " + SourceTraining.MOST_DEGREE + ".");
        } else {
            report.table(losses);
        }
        minima(fair);
        plateaus(start, points, seed, progress);
        falls(descended, training.loss(leastSquares), training.loss(evolved));
        return report;
    }

    /** The source document's two losses, at both starts and where training from there ends; each end is a row of the tables. */
    private TextTable sourceLosses(double[] start, double[] leastSquares) {
        TextTable table = new TextTable("The losses of the source document", "loss", "all ones", "then trained",
                "LS",
                "then trained");
        double[] powersOfLeastSquares = models.powers(leastSquares, degree);
        List<Map<String, Object>> ends = new ArrayList<>();
        for (boolean isFair : new boolean[]{false, true}) {
            String name = isFair ? "error + d" : "error";
            SourceTraining training = new SourceTraining(models, isFair ? penalty : 0);
            double[] fromOnes = models.ofPowers(training.train(Models.ones(degree)));
            double[] fromLeastSquares = models.ofPowers(training.train(powersOfLeastSquares));
            row(name + ", from ones", fromOnes);
            row(name + ", from LS", fromLeastSquares);
            Decision atStart = models.decision(start);
            double most = training.loss().of(start);
            table.row(name, range(most - atStart.worstError() + atStart.leastError(), most,
                    atStart.assignments().size() > 1), Formats.number("%.2f", training.loss().of(fromOnes)),
                    Formats.number("%.2f", training.loss().of(leastSquares)),
                    Formats.number("%.2f", training.loss().of(fromLeastSquares)));
            ends.add(Map.of("loss", name, "fromOnes", training.loss().of(fromOnes), "fromLeastSquares",
                    training.loss().of(fromLeastSquares)));
        }
        report.number("sourceLosses", ends);
        return table;
    }

    private Fit fair(double[] target) {
        return FairRegression.fit(models.polynomials(), target, truth.firstGroupSize(), penalty);
    }

    private void problem() {
        report.say(
                "Eight people in two groups, two resources, four of each, one per person, such that the groups' utilities "
                        + "differ as little as possible. Data: " + example.name() + "; polynomials of degree " + degree
                        + ", "
                        + models.polynomials().count() + " coefficients per resource.");
        benefits();
        report.say(optimal(truth, IntegerSolver::ojAlgo));
    }

    /** What the integer programme and enumeration find. */
    static String optimal(TwoResources truth, IntegerSolver solver) {
        List<Assignment> enumerated = truth.optimal();
        String byLooking = "by looking at all " + truth.assignments().size() + " assignments: "
                + list(truth, enumerated) + ". ";
        try {
            List<Assignment> solved = IntegerProgram.optimal(truth, solver);
            return "Optimal for the true benefits, by ojAlgo's integer programme: " + list(truth, solved) + "; "
                    + byLooking + (enumerated.size() == solved.size() && enumerated.containsAll(solved)
                            ? "They agree."
                            : "They differ!");
        } catch (UnsolvedException e) {
            return "Optimal for the true benefits, " + byLooking + "There is nothing to compare this with: "
                    + e.getMessage() + ".";
        }
    }

    private void benefits() {
        TextTable table = new TextTable("True benefits", "group, resource", "benefits", "mean");
        for (int group = 1; group <= 2; group++) {
            for (int resource = 1; resource <= 2; resource++) {
                double[] all = resource == 1 ? truth.first() : truth.second();
                double[] some = Arrays.copyOfRange(all, group == 1 ? 0 : truth.firstGroupSize(),
                        group == 1 ? truth.firstGroupSize() : all.length);
                table.row(group + ", " + resource,
                        Arrays.stream(some).mapToObj(benefit -> Formats.number("%.8f", benefit))
                                .collect(Collectors.joining(" ")),
                        Formats.number("%.2f", Arrays.stream(some).average().orElseThrow()));
            }
        }
        report.table(table);
    }

    /** Resources 1 and 2 person by person, the groups apart. */
    private static String list(TwoResources truth, List<Assignment> assignments) {
        String shown = assignments.stream().limit(MOST_SHOWN)
                .map(assignment -> assignment.toString(truth.firstGroupSize(), truth.size()))
                .collect(Collectors.joining(" or "));
        return assignments.size() > MOST_SHOWN ? shown + " or " + (assignments.size() - MOST_SHOWN) + " others" : shown;
    }

    private void row(String name, double[] coefficients) {
        row(name, coefficients, models.first(coefficients), models.second(coefficients));
    }

    private void row(String name, double[] coefficients, double[] first, double[] second) {
        Fit one = Fit.of(first, truth.first(), truth.firstGroupSize());
        Fit two = Fit.of(second, truth.second(), truth.firstGroupSize());
        Decision decision = Decision.of(first, second, truth);
        Assignment chosen = decision.chosen();
        boolean tied = decision.assignments().size() > 1;
        predictions.row(name, Formats.number("%.6g", one.meanSquaredError()),
                Formats.number("%.6g", two.meanSquaredError()),
                Formats.number("%.4f / %.4f", one.firstNorm(), one.secondNorm()),
                Formats.number("%.4f / %.4f", two.firstNorm(), two.secondNorm()));
        decisions.row(name, decision.assignments().size(),
                tied
                        ? "any of them"
                        : Formats.number("%.2f / %.2f", truth.firstUtility(chosen), truth.secondUtility(chosen)),
                range(decision.leastError(), decision.worstError(), tied),
                range(decision.assignments().stream().mapToDouble(decision::regret).min().orElseThrow(),
                        decision.worstRegret(), tied));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("method", name);
        entry.put("meanSquaredError", new double[]{one.meanSquaredError(), two.meanSquaredError()});
        entry.put("norms", new double[][]{{one.firstNorm(), one.secondNorm()}, {two.firstNorm(), two.secondNorm()}});
        entry.put("optima", decision.assignments().stream()
                .map(assignment -> assignment.toString(truth.firstGroupSize(), truth.size())).toList());
        entry.put("utilities", new double[]{truth.firstUtility(chosen), truth.secondUtility(chosen)});
        entry.put("leastError", decision.leastError());
        entry.put("worstError", decision.worstError());
        entry.put("worstRegret", decision.worstRegret());
        entry.put("predicted", new double[][]{first, second});
        numbers.add(entry);
    }

    private static String range(double least, double most, boolean tied) {
        return tied ? Formats.number("%.2f to %.2f", least, most) : Formats.number("%.2f", most);
    }

    /** Erratum 7. */
    private void minima(Fit[] fair) {
        boolean printed = isPrinted();
        TextTable table = new TextTable("Fair regression: MSE + " + penalty + " |difference of the norms|", "resource",
                "minimum", "MSE", "disparity", "least squares", "source printed");
        double[] leastSquares = models.leastSquares();
        Fit[] ordinary = {models.firstFit(leastSquares), models.secondFit(leastSquares)};
        for (int resource = 0; resource < 2; resource++) {
            table.row(resource + 1, Formats.number("%.5f", fair[resource].penalised(penalty)),
                    Formats.number("%.5f", fair[resource].meanSquaredError()),
                    Formats.number("%.2e", fair[resource].disparity()),
                    Formats.number("%.5f", ordinary[resource].penalised(penalty)),
                    printed ? Formats.number("%.5f", PRINTED_FAIR[resource]) : "-");
        }
        report.table(table).number("fairMinima",
                new double[]{fair[0].penalised(penalty), fair[1].penalised(penalty)});
        if (printed) {
            report.say(
                    "What the source document printed (last column) is where its optimiser stopped beside the kink of the penalty. The "
                            + "decision is the same.");
        }
    }

    /** Erratum 5. */
    private void plateaus(double[] start, int points, long seed, StudyProgress progress) {
        progress.at(0.8, "the loss's slope");
        Plateaus plateaus = Plateaus.at(models, points, seed);
        Decision atStart = models.decision(start);
        report.say("The decision error at " + points + " random pairs of predictions: " + plateaus.values().size()
                + " values ("
                + plateaus.values().stream().map(value -> Formats.number("%.2f", value))
                        .collect(Collectors.joining(", "))
                + "); " + plateaus.notZero() + " of " + plateaus.quotients()
                + " difference quotients are not 0. With all ones "
                + atStart.assignments().size() + " assignments tie, so the error there is anything from "
                + Formats.number("%.2f to %.2f", atStart.leastError(), atStart.worstError())
                + ", whatever the solver returns, and a difference quotient there compares two such answers.");
        if (isPrinted()) {
            Fit fit = models.firstFit(start);
            double[] slope = models.byPowers(fit.errorGradient(truth.first()), degree);
            double move = (PRINTED_END_TO_END - fit.meanSquaredError()) / Math.sqrt(Basis.dot(slope, slope));
            report.say(Formats.number(
                    "So the optimiser of the source document moved a little: it printed an MSE of %.8f for resource 1 "
                            + "where all ones have %.8f, which takes a move of at least %.1e.",
                    PRINTED_END_TO_END,
                    fit.meanSquaredError(), move));
            report.number("sourceMove", move);
        }
        if (degree <= SourceTraining.MOST_DEGREE) {
            report.say(
                    "The error plus d is not flat. The derivative of d at all ones, to the coefficients of resource 1 and of "
                            + "resource 2, each from the highest power down: (" + disparitySlope(start) + ").");
        }
        report.number("lossValues", plateaus.values()).number("quotientsNotZero", plateaus.notZero())
                .number("startOptima", atStart.assignments().size());
    }

    private String disparitySlope(double[] coefficients) {
        List<String> slopes = new ArrayList<>();
        Fit[] fits = {models.firstFit(coefficients), models.secondFit(coefficients)};
        double[][] truths = {truth.first(), truth.second()};
        for (int resource = 0; resource < 2; resource++) {
            double[] slope = models.byPowers(
                    fits[resource].disparityGradient(truths[resource], truth.firstGroupSize()), degree);
            for (int power = degree; power >= 0; power--) {
                slopes.add(Formats.number("%.2f", slope[power]));
            }
        }
        return String.join(", ", slopes);
    }

    /** Whether the source document ran with these options and printed something. */
    private boolean isPrinted() {
        return example.name().equals("linear") && degree == 1 && penalty == 1;
    }

    private void falls(RegretTraining.Trained descended, double ofLeastSquares, double ofEvolution) {
        double[] step = descended.moments().stream().mapToDouble(moment -> moment.step() + 1).toArray();
        double[] regret = descended.moments().stream().mapToDouble(RegretTraining.Moment::regret).toArray();
        double[] smoothed = descended.moments().stream().mapToDouble(RegretTraining.Moment::smoothed).toArray();
        double[] ends = {step[0], step[step.length - 1]};
        report.number("regretByStep", regret).number("smoothedByStep", smoothed);
        report.picture(new StudyReport.Picture("regret",
                "decision regret falls once its loss is made smooth",
                new Chart("Decision regret while training, " + example.name() + " data", "step", "regret").logX()
                        .line("regret (worst of tied decisions)", step, regret)
                        .line("smoothed regret, cooling down", step, smoothed)
                        .line("least squares", ends, new double[]{ofLeastSquares, ofLeastSquares})
                        .line("CMA-ES", ends, new double[]{ofEvolution, ofEvolution}).toSvg()));
    }
}
