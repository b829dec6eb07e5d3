package io.alphafair.studies.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Sweep;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class NmesStudyTest {
    private static final List<Fairness> LEVELS = List.of(Fairness.of(0.5), Fairness.PROPORTIONAL, Fairness.of(2),
            Fairness.MAX_MIN);
    private static final Settings SHORT = settings(2, 60, 4);

    private static Settings settings(int splits, int batch, int epochs) {
        return new Settings(List.of(Method.values()), LEVELS, 1, splits, 3, batch, epochs, 0, 0.02, 0.3);
    }

    private final NmesStudy study = new NmesStudy();

    @Test
    void theStudyRunsOnEightGroupsOfWhichMiniBatchesLackSome() {
        StudyReport report = study.run(
                StudyArguments.of(study, Map.of("groups", "8", "splits", "1", "epochs", "1", "batch", "60")),
                StudyProgress.NONE);
        assertTrue((double) report.numbers().get("lackingShare") > 0.2);
        assertTrue(report.text().contains("male, afam yes, medicaid yes"));
        assertEquals("frontier", report.pictures().getFirst().name());
        assertTrue(report.pictures().getFirst().svg().contains("best decisions"));
    }

    @Test
    void theSameSeedGivesTheSameNumbersHoweverManyThreadsRun() {
        People people = People.survey(Grouping.SEX_AND_RACE, 0.1);
        Comparison one;
        try (ForkJoinPool single = new ForkJoinPool(1)) {
            one = single.submit(() -> Comparison.run(people, SHORT, StudyProgress.NONE)).join();
        }
        Comparison other = Comparison.run(people, SHORT, StudyProgress.NONE);
        for (Method method : Method.values()) {
            for (Fairness fairness : LEVELS) {
                assertEquals(one.testRegret(method, fairness), other.testRegret(method, fairness));
                assertTrue(one.testRegret(method, fairness).mean() > 0);
                assertTrue(one.testRegret(method, fairness).mean() < 1);
            }
        }
    }

    /** Doses are proportional to the budget: welfare moves, the relative regret does not. */
    @Test
    void welfareOfABudgetIsThatOfTheAllocator() {
        People people = People.survey(Grouping.SEX_AND_RACE, 0.1);
        try (Backend backend = Backends.open("scalar"); Split split = new Split(people, SHORT, 1, 5, backend)) {
            Instance instance = new Instance(people, Arrays.copyOf(split.testRows(), 200), 1, backend);
            LogLinearModel model = LogLinearModel.ofMeans(people, split.trainingRows());
            for (Fairness fairness : LEVELS) {
                Judgement judgement = Judgement.of(model, instance, fairness);
                for (double budget : new double[]{0.5, 10, 1000}) {
                    double best = instance.trueBestItems().allocate(fairness, budget).objective();
                    assertEquals(best, judgement.bestWelfare(budget), 1e-12 * Math.abs(best));
                    assertTrue(judgement.welfare(budget) <= best);
                }
            }
            instance.close();
        }
    }

    @Test
    void trainingMakesItsOwnLossSmaller() {
        People people = People.survey(Grouping.SEX_AND_RACE, 0.1);
        Settings settings = settings(1, 100, 30);
        try (Backend backend = Backends.open("scalar");
                Split split = new Split(people, settings, 1, 3, backend);
                Instance all = new Instance(people, split.trainingRows(), 1, backend)) {
            for (Method method : List.of(Method.TWO_STAGE, Method.TWO_STAGE_LOGARITHMS, Method.SMOOTHED)) {
                BatchLoss loss = method.loss(people, split.trainingRows(), Fairness.PROPORTIONAL, 0.3);
                LogLinearModel before = LogLinearModel.ofMeans(people, split.trainingRows());
                LogLinearModel after = split.train(method, Fairness.PROPORTIONAL, Map.of());
                assertTrue(value(loss, after, all) < value(loss, before, all), method.label());
            }
            // At alpha = 1 the exact gradient is 0: the model stays what it was.
            assertArrayEquals(LogLinearModel.ofMeans(people, split.trainingRows()).weights(),
                    split.train(Method.EXACT, Fairness.PROPORTIONAL, Map.of()).weights());
        }
    }

    private static double value(BatchLoss loss, LogLinearModel model, Instance instance) {
        double[] predicted = new double[instance.benefit().length];
        model.predict(instance.features(), predicted);
        return loss.of(instance, predicted, new double[predicted.length]);
    }

    @Test
    void theFrontierOfTheBestDecisionsIsTheSweeps() {
        People people = People.survey(Grouping.SEX_AND_RACE, 0.1);
        Frontier frontier = Frontier.of(people, SHORT, 50);
        assertEquals(200, frontier.alphas().length);
        Frontier.Curve best = frontier.curves().getFirst();
        double total = 0;
        int count = 0;
        try (Backend backend = Backends.open("scalar")) {
            for (int index = 0; index < SHORT.splits(); index++) {
                try (Split split = new Split(people, SHORT, 1, SHORT.seed() + index, backend)) {
                    for (Instance instance : split.test()) {
                        total += Sweep.overAlphas(instance.trueBestItems(), new double[]{frontier.alphas()[100]}, 50)
                                .getFirst().totalUtility();
                        count++;
                    }
                }
            }
        }
        assertEquals(total / count, best.total()[100], 1e-12 * best.total()[100]);
        for (int index = 1; index < 200; index++) {
            assertTrue(best.total()[index] <= best.total()[index - 1] * (1 + 1e-12));
            assertTrue(best.worst()[index] >= best.worst()[index - 1] * (1 - 1e-12));
        }
    }

    @Test
    void badArgumentsAreRefused() {
        for (Map<String, String> given : List.of(Map.of("groups", "5"), Map.of("alpha", "0,1"), Map.of("alpha", "x"),
                Map.of("budget", "-1"), Map.of("splits", "0"), Map.of("batch", "100000"), Map.of("floor", "0"))) {
            assertThrows(InvalidInputException.class,
                    () -> study.run(StudyArguments.of(study, given), StudyProgress.NONE), given.toString());
        }
    }
}
