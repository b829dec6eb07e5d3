package io.alphafair.contract;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.util.function.UnaryOperator;

/** Scalar whose prepared problems are replaced by faulty ones. */
record FaultyBackend(Enum<?> fault, UnaryOperator<Prepared> spoil, Backend scalar) implements Backend {
    /** With a fault of the group argmax or of the dense output. */
    static FaultyBackend of(Fault fault) {
        return of(fault, right -> new FaultyPrepared(fault, right));
    }

    /** @param spoil makes a faulty one of a right one */
    static FaultyBackend of(Enum<?> fault, UnaryOperator<Prepared> spoil) {
        return new FaultyBackend(fault, spoil, new ScalarBackend());
    }

    enum Fault {
        RATIO_BIT, WINNER, TIE, RUNNER_UP, SIZE, BENEFIT_BIT, COST, SECOND_CALL, FIRST_CALL_ONLY, OFFENDER, REFUSES, TAKES_ALL, DENSE_NOT_CLEARED, DENSE_MISPLACED, PARTS
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String description() {
        return fault.toString();
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Prepared prepare(Items items) {
        return spoil.apply(scalar.prepare(items));
    }

    @Override
    public void close() {
        scalar.close();
    }

    private static final class FaultyPrepared implements Prepared {
        private final Fault fault;
        private final Prepared right;
        private int calls;

        FaultyPrepared(Fault fault, Prepared right) {
            this.fault = fault;
            this.right = right;
        }

        @Override
        public Items items() {
            return right.items();
        }

        @Override
        public void bestItems(BestItems into) {
            calls++;
            if (fault == Fault.FIRST_CALL_ONLY && calls % 2 == 0) {
                return;
            }
            try {
                right.bestItems(into);
            } catch (InvalidValueException e) {
                refuse(e, into);
                return;
            }
            if (fault == Fault.REFUSES) {
                throw InvalidValueException.of(0, 0, -1, 1);
            }
            spoil(into, 0);
        }

        /** Reports the last entry of those that have to be refused. */
        private void refuse(InvalidValueException e, BestItems into) {
            if (fault == Fault.TAKES_ALL) {
                return;
            }
            if (fault == Fault.OFFENDER) {
                Items items = items();
                for (long row = items.individualCount() - 1; row >= 0; row--) {
                    for (int item = items.itemCount() - 1; item >= 0; item--) {
                        double benefit = items.benefit(row, item);
                        double cost = items.cost(row, item);
                        if (!Items.isBenefit(benefit) || !Items.isCost(cost) || benefit / cost > Double.MAX_VALUE) {
                            throw InvalidValueException.of(row, item, benefit, cost);
                        }
                    }
                }
            }
            throw e;
        }

        private void spoil(BestItems best, int group) {
            double ratio = best.bestRatio(group);
            long winner = best.winner(group);
            boolean tied = best.isTied(group);
            long size = best.groupSize(group);
            BestItems.Writer writer = best.writer();
            switch (fault) {
                case RATIO_BIT -> writer.put(group, Math.nextUp(ratio), winner, tied, size);
                case WINNER -> writer.put(group, ratio, winner + 1, tied, size);
                case TIE -> writer.put(group, ratio, winner, !tied, size);
                case SIZE -> writer.put(group, ratio, winner, tied, size + 1);
                case BENEFIT_BIT -> writer.putEntry(group, -best.winnerBenefit(group), best.winnerCost(group));
                case COST -> writer.putEntry(group, best.winnerBenefit(group), 2 * best.winnerCost(group));
                case SECOND_CALL -> writer.put(group, ratio, winner, tied, calls % 2 == 0 ? 2 * size : size);
                case RUNNER_UP -> {
                    if (best.hasRunnerUp()) {
                        writer.putRunnerUp(group, best.runnerUp(group) + 1);
                    }
                }
                default -> {
                    // Another fault.
                }
            }
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialBest into) {
            if (fault == Fault.PARTS && fromRow > 0) {
                return;
            }
            right.accumulate(fromRow, toRow, into);
        }

        @Override
        public void scatter(BestItems best, double[] byGroup, Matrix out) {
            if (fault == Fault.DENSE_NOT_CLEARED) {
                for (int group = 0; group < byGroup.length; group++) {
                    if (!best.isAbsent(group)) {
                        out.set(best.winnerRow(group), best.winnerItem(group), byGroup[group]);
                    }
                }
                return;
            }
            right.scatter(best, byGroup, out);
            if (fault == Fault.DENSE_MISPLACED) {
                long last = out.rows() - 1;
                out.set(last, out.columns() - 1, out.get(last, out.columns() - 1) + 1);
            }
        }

        @Override
        public void close() {
            right.close();
        }
    }
}
