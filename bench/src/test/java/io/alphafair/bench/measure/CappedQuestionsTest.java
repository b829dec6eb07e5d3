package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.CappedAllocation;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.record.Problem;
import io.alphafair.select.Backends;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The problems with caps that are measured, and the check of their answers. */
class CappedQuestionsTest {
    /** Of so many entries some are summed and not listed, so that the budget decides which. */
    private static final Problem PROBLEM = Problem.of("uniform", 40_000, 3, 4, "alpha", "1", "caps", "1", "funded",
            "0.1");

    private static Object answer(Question question, Problem problem) {
        try (Items items = Workload.make(problem);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items);
                Operation operation = question.operation(backend, prepared, problem)) {
            return operation.call();
        }
    }

    /** More elements than are sampled, and fewer. */
    @ParameterizedTest
    @CsvSource({"uniform,400000,8,64,0.01", "uniform,400000,8,64,0.1", "scaled,5000,8,16,0.1", "uniform,5000,1,1,0.01",
            "tied,3000,2,3,0.25"})
    void theBudgetPaysForThatPartOfTheEntries(String shape, long n, int t, int k, double funded) {
        Problem problem = Problem.of(shape, n, t, k, "alpha", "1", "caps", "1", "funded", Double.toString(funded));
        CappedAllocation allocation = (CappedAllocation) answer(Question.ALLOCATE_CAPPED, problem);
        double full = LongStream.range(0, k).map(group -> allocation.fullCount((int) group)).sum();
        assertEquals(funded, full / problem.elements(), 0.25 * funded);
    }

    @Test
    void theBudgetIsSoMuchMoneyPerIndividual() {
        Problem problem = Problem.of("treatments", 2000, 5, 1, "alpha", "0", "caps", "1", "each", "one", "perPerson",
                "0.02");
        CappedAllocation allocation = (CappedAllocation) answer(Question.ALLOCATE_CAPPED, problem);
        assertEquals(40, allocation.totalBudget());
        assertTrue(allocation.binds());
    }

    @Test
    void treatmentsAreUniform() {
        try (Items items = Workload.make(Problem.of("treatments", 10_000, 5, 3))) {
            double benefit = 0;
            double cost = 0;
            for (long row = 0; row < 10_000; row++) {
                for (int item = 0; item < 5; item++) {
                    assertTrue(items.benefit(row, item) < 1 && items.cost(row, item) >= 0.05);
                    benefit += items.benefit(row, item) / 50_000;
                    cost += items.cost(row, item) / 50_000;
                }
            }
            assertEquals(0.5, benefit, 0.01);
            assertEquals(0.55, cost, 0.01);
            assertEquals(3, items.groupCount());
        }
    }

    @Test
    void aPathAscendsToTheBudget() {
        List<?> path = (List<?>) answer(Question.BUDGET_PATH, PROBLEM.with("budgets", "5").with("funded", "1"));
        assertEquals(5, path.size());
        double before = 0;
        for (Object each : path) {
            CappedAllocation allocation = (CappedAllocation) each;
            assertTrue(allocation.totalBudget() > before);
            before = allocation.totalBudget();
        }
        double[] budgets;
        try (Items items = Workload.make(PROBLEM)) {
            budgets = CappedQuestions.budgets(Question.BUDGET_PATH, items,
                    PROBLEM.with("budgets", "5").with("funded", "1"));
        }
        assertEquals(budgets[4], before);
    }

    @ParameterizedTest
    @EnumSource(value = Question.class, names = {"SELECT", "ALLOCATE_CAPPED", "CAPPED_VJP", "BUDGET_PATH"})
    void onlyTheReferencesAnswerIsEqual(Question question) {
        assertTrue(question.isCapped());
        Problem other = PROBLEM.with("funded", "0.2");
        try (Items items = Workload.make(PROBLEM);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items);
                Operation right = question.operation(backend, prepared, PROBLEM);
                Operation wrong = question.operation(backend, prepared, other)) {
            CappedQuestions.requireEqual("right", question, right.call(), items, PROBLEM);
            AnswerMismatchException e = assertThrows(AnswerMismatchException.class,
                    () -> CappedQuestions.requireEqual("wrong", question, wrong.call(), items, PROBLEM));
            assertTrue(e.getMessage().contains("wrong on uniform"), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"caps=0", "caps=x", "funded=-1", "perPerson=NaN", "funded=Infinity", "funded=1e999",
            "caps=0x1p1", "caps=1d", "each=two"})
    void valuesThatCannotBeUsedAreRefused(String parameter) {
        String[] words = parameter.split("=");
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> CappedQuestions.requireValues(PROBLEM.with(words[0], words[1])));
        assertTrue(e.getMessage().contains(parameter) && e.getMessage().contains("expected"), e.getMessage());
    }
}
