package io.alphafair.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend with a fault is caught by the contract, and the message names it and the fault. */
class ContractViolationTest {
    private static final long SEEDS = 500;

    @ParameterizedTest
    @CsvSource({"RATIO_BIT,expected best ratio", "WINNER,expected winner", "TIE,expected tied",
            "RUNNER_UP,expected runner-up",
            "SIZE,expected members", "BENEFIT_BIT,expected winner's benefit", "COST,expected winner's cost",
            "SECOND_CALL,expected members", "FIRST_CALL_ONLY,found -9223372036854775808",
            "OFFENDER,the problem was refused with", "REFUSES,expected a result",
            "TAKES_ALL,the problem was taken: expected the refusal",
            "DENSE_NOT_CLEARED,dense output: expected 0.0 everywhere but at the ", "DENSE_MISPLACED,dense output",
            "PARTS,expected winner"})
    void aFaultIsNamed(FaultyBackend.Fault fault, String words) {
        ContractViolationException e = assertThrows(ContractViolationException.class, () -> {
            try (Backend backend = FaultyBackend.of(fault)) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    BackendContract.check(backend, seed);
                }
            }
        });
        assertTrue(e.getMessage().startsWith("backend faulty (" + fault + ") on seed "), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"RATIO_BIT,expected best ratio", "WINNER,expected winner", "TIE,expected tied",
            "RUNNER_UP,expected runner-up",
            "SECOND_CALL,expected members", "FIRST_CALL_ONLY,found -9223372036854775808",
            "DENSE_NOT_CLEARED,dense output: expected 0.0 everywhere but at the 3 winners",
            "DENSE_MISPLACED,dense output: expected 0.0 everywhere but at the 3 winners"})
    void aFaultOnTheVeryProblemIsNamed(FaultyBackend.Fault fault, String words) {
        try (Backend backend = FaultyBackend.of(fault); Items items = Problems.make(Shape.TIED, 100, 2, 3, 1)) {
            ContractViolationException e = assertThrows(ContractViolationException.class,
                    () -> BackendContract.check(backend, items));
            assertTrue(e.getMessage().startsWith("backend faulty (" + fault + ") on " + items + ": "), e.getMessage());
            assertTrue(e.getMessage().contains(words), e.getMessage());
        }
    }

    @Test
    void anInvalidProblemHasToBeRefusedForTheSameEntry() {
        try (Items items = Problems.make(Shape.UNIFORM, 10, 2, 3, 1); Backend scalar = new ScalarBackend()) {
            items.cost().set(7, 1, -1);
            items.benefit().set(4, 1, Double.NaN);
            BackendContract.check(scalar, items);
            try (Backend faulty = FaultyBackend.of(FaultyBackend.Fault.OFFENDER)) {
                ContractViolationException e = assertThrows(ContractViolationException.class,
                        () -> BackendContract.check(faulty, items));
                assertTrue(e.getMessage().contains("refused with 'cost[7,1] is -1.0"), e.getMessage());
                assertTrue(e.getMessage().contains("expected 'benefit[4,1] is NaN"), e.getMessage());
            }
            assertEquals("benefit[4,1] is NaN", assertThrows(InvalidValueException.class,
                    () -> BackendContract.expected(items)).getMessage().substring(0, 19));
        }
    }

    @Test
    void aPreparedProblemIsCheckedAgainstOneExpectation() {
        try (Items items = Problems.make(Shape.SCALED, 1000, 3, 7, 1);
                Backend scalar = new ScalarBackend();
                Backend faulty = FaultyBackend.of(FaultyBackend.Fault.RUNNER_UP);
                Prepared right = scalar.prepare(items);
                Prepared wrong = faulty.prepare(items)) {
            BestItems expected = BackendContract.expected(items);
            BackendContract.check(right, expected);
            BackendContract.checkDense("scalar", right, expected);
            assertTrue(assertThrows(ContractViolationException.class, () -> BackendContract.check(wrong, expected))
                    .getMessage()
                    .startsWith("FaultyPrepared on Items[1000 individuals x 3 items, 7 groups]: group 0: "));
            // Without a runner-up in the expectation none is asked for.
            BackendContract.check("faulty", wrong, right.bestItems());
        }
    }

    /** Backends that share a problem are asked what each is asked alone, and what one does cannot change what the next is told. */
    @ParameterizedTest
    @EnumSource(value = FaultyBackend.Fault.class, names = {"FIRST_CALL_ONLY",
            "SECOND_CALL"}, mode = EnumSource.Mode.EXCLUDE)
    void aFaultBesideOtherBackendsIsNamedAsAlone(FaultyBackend.Fault fault) {
        try (Backend right = new ScalarBackend(); Backend faulty = FaultyBackend.of(fault)) {
            long seed = 0;
            String alone = violation(faulty, seed);
            while (alone == null && seed < SEEDS) {
                BackendContract.checkAll(List.of(right, right), seed);
                alone = violation(faulty, ++seed);
            }
            long failing = seed;
            assertEquals(alone, assertThrows(ContractViolationException.class,
                    () -> BackendContract.checkAll(List.of(right, faulty, right), failing)).getMessage());
        }
    }

    private static String violation(Backend backend, long seed) {
        try {
            BackendContract.check(backend, seed);
            return null;
        } catch (ContractViolationException e) {
            return e.getMessage();
        }
    }

    /** The plain loop must not be wrong in the same way as what it judges: a problem done by hand. */
    @Test
    void theExpectationIsTheDefinition() {
        try (Items items = Items.of(new double[][]{{-0.0, 0}, {2, 3}, {4, 6}, {-0.0, 0}},
                new double[][]{{1, 1}, {2, 1}, {4, 2}, {3, 2}}, new int[]{0, 1, 1, 2})) {
            BestItems best = BackendContract.expected(items);
            assertEquals(3, best.bestRatio(1));
            assertEquals(3, best.winner(1));
            assertEquals(3, best.runnerUp(1));
            assertTrue(best.isTied(1));
            assertEquals(2, best.groupSize(1));
            assertEquals(0, Double.compare(0.0, best.bestRatio(0)));
            assertEquals(0, Double.compare(0.0, best.winnerBenefit(0)));
            assertEquals(0, best.winner(0));
            assertEquals(0, best.runnerUp(0));
            assertEquals(6, best.winner(2));
            assertEquals(3, best.winnerCost(2));
        }
    }
}
