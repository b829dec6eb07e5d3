package io.alphafair.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The selection of every backend on generated problems; {@code -Dalphafair.seed=N} replays one. */
class SelectionContractTest {
    private static final long SEEDS = 300;

    static Stream<Backend> backends() {
        return EqualityTest.backends();
    }

    @ParameterizedTest
    @MethodSource("backends")
    @Seeded(first = 500, all = 20_000)
    void equalsTheDefinition(Backend backend, Seeds seeds) {
        try (backend) {
            seeds.stream().forEach(seed -> BackendContract.checkSelection(backend, seed));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    @Seeded(first = 200, all = 3_000)
    void allocationsAreThoseOfThePlainLoop(Backend backend, Seeds seeds) {
        try (backend) {
            seeds.stream().forEach(seed -> BackendContract.checkAllocation(backend, seed));
        }
    }

    @Test
    void anAllocationFromAWrongGroupArgmaxIsNamed() {
        assertAllocationRefused(FaultyBackend.of(FaultyBackend.Fault.BENEFIT_BIT), "the allocation for ");
    }

    @Test
    void anAllocationFromAWrongSelectionIsNamed() {
        assertAllocationRefused(FaultyBackend.of(Fault.LAST_ROW, right -> new FaultyPrepared(Fault.LAST_ROW, right)),
                ", with caps: the allocation for ");
    }

    private static void assertAllocationRefused(Backend faulty, String words) {
        ContractViolationException e = assertThrows(ContractViolationException.class, () -> {
            try (faulty) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    BackendContract.checkAllocation(faulty, seed);
                }
            }
        });
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    private enum Fault {
        LAST_ROW, PARTS, RUNS, TAKES_ALL, OFFENDER
    }

    @ParameterizedTest
    @CsvSource({"LAST_ROW,the selection is not that of a plain loop", "PARTS,the selection of merged parts",
            "RUNS,the selection of runs of rows is not that of a plain loop",
            "TAKES_ALL,the selection was made: expected the refusal", "OFFENDER,the selection was refused with"})
    void aFaultIsNamed(Fault fault, String words) {
        ContractViolationException e = assertThrows(ContractViolationException.class, () -> {
            try (Backend backend = FaultyBackend.of(fault, right -> new FaultyPrepared(fault, right))) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    BackendContract.checkSelection(backend, seed);
                }
            }
        });
        assertTrue(e.getMessage().startsWith("backend faulty (" + fault + ") on seed "), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertEquals(e.getMessage(), besideOthers(fault));
    }

    /** What the first violation is where another backend has been asked about the same memory before. */
    private static String besideOthers(Fault fault) {
        return assertThrows(ContractViolationException.class, () -> {
            try (Backend right = new ScalarBackend();
                    Backend backend = FaultyBackend.of(fault, prepared -> new FaultyPrepared(fault, prepared))) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    BackendContract.checkAll(List.of(right, backend), seed);
                }
            }
        }).getMessage();
    }

    private record FaultyPrepared(Fault fault, Prepared right) implements Prepared {
        @Override
        public Items items() {
            return right.items();
        }

        @Override
        public void bestItems(BestItems into) {
            right.bestItems(into);
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialBest into) {
            right.accumulate(fromRow, toRow, into);
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialSelection into) {
            boolean drops = fault == Fault.LAST_ROW && fromRow < toRow || fault == Fault.PARTS && fromRow > 0;
            right.accumulate(fromRow, drops ? Math.max(fromRow, toRow - 1) : toRow, into);
        }

        @Override
        public void accumulateRuns(long[] firstRows, int runRows, PartialSelection into) {
            boolean drops = fault == Fault.RUNS && firstRows.length > 0;
            right.accumulateRuns(Arrays.copyOf(firstRows, drops ? firstRows.length - 1 : firstRows.length), runRows,
                    into);
        }

        @Override
        public Selection select(SelectionBounds bounds) {
            PartialSelection all = new PartialSelection(bounds);
            accumulate(0, items().individualCount(), all);
            if (all.hasOffender() && fault == Fault.TAKES_ALL) {
                return new PartialSelection(bounds).finish(items());
            }
            if (all.hasOffender() && fault == Fault.OFFENDER) {
                throw InvalidValueException.of(0, 0, -1, 1);
            }
            return all.finish(items());
        }

        @Override
        public void scatter(BestItems best, double[] byGroup, Matrix out) {
            right.scatter(best, byGroup, out);
        }

        @Override
        public void close() {
            right.close();
        }
    }
}
