package io.alphafair.bench.subject;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.alphafair.BestItems;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Role;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The best C known for the group argmax, on one problem with N x T benefits and costs. Its answer has the reference's bits. Serves
 * one call at a time.
 */
public final class NativePeer implements Operation {
    static final String NAME = "C";

    /** The C functions, looked up when they are first called. */
    private static final class C {
        static final Open OPEN = NativeLibrary.function("argmax_open", Open.class);
        static final Close CLOSE = NativeLibrary.function("argmax_close", Close.class);
        static final Lanes LANES = NativeLibrary.function("vector_lanes", Lanes.class);
        static final Find FIND = NativeLibrary.function("argmax_find", Find.class);

        public interface Open {
            MemorySegment open(MemorySegment pool, int groups, int items);
        }

        public interface Close {
            void close(MemorySegment state);
        }

        public interface Lanes {
            int perVector();
        }

        public interface Find {
            int find(MemorySegment state, MemorySegment benefits, MemorySegment costs, MemorySegment labels, long rows,
                    MemorySegment firstRow, MemorySegment ratio, MemorySegment winner, MemorySegment benefit,
                    MemorySegment cost);
        }
    }

    private final NativeLibrary.Pool pool;
    private final Items items;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment firstRow;
    private final MemorySegment ratio;
    private final MemorySegment winner;
    private final MemorySegment benefit;
    private final MemorySegment cost;
    private MemorySegment state;

    /** The subjects: on one thread, then on all. */
    public static List<Id> all() {
        return List.of(new Id(NAME, NativeLibrary.ONE, ""), new Id(NAME, NativeLibrary.ALL, ""));
    }

    /** Compared with the ceilings of as many threads. */
    static Subject subject(Id id) {
        return new Subject(id, Role.PEER, NativeLibrary::availability,
                (question, problem) -> Ceilings.of(question, problem).stream()
                        .filter(ceiling -> ceiling.variant().equals(id.variant())).map(Subject.Against::time).toList(),
                Subject.bursts(id, (fixture, burst) -> {
                    NativeLibrary.Pool pool = NativeLibrary.Pool.of(fixture, id.variant());
                    NativePeer peer = new NativePeer(pool, fixture.items());
                    return new BurstTaker(peer.description(), pool.threads(), peer, burst) {
                        @Override
                        public void verify() throws SubjectException {
                            PeerAnswer.require(peer.firstDifference(fixture.expected()));
                        }
                    };
                }));
    }

    /** Takes what the problem needs; both must stay open, and no operand may be broadcast. */
    NativePeer(NativeLibrary.Pool pool, Items items) {
        this.pool = pool;
        this.items = items;
        requireWhole(items);
        long groups = items.groupCount();
        firstRow = arena.allocate(JAVA_LONG, groups);
        for (int group = 0; group < groups; group++) {
            firstRow.setAtIndex(JAVA_LONG, group, items.groups().firstRow(group));
        }
        ratio = arena.allocate(JAVA_DOUBLE, groups);
        winner = arena.allocate(JAVA_LONG, groups);
        benefit = arena.allocate(JAVA_DOUBLE, groups);
        cost = arena.allocate(JAVA_DOUBLE, groups);
        state = C.OPEN.open(pool.address(), items.groupCount(), items.itemCount());
        if (state.address() == 0) {
            arena.close();
            throw new IllegalStateException("C cannot have memory for " + groups + " groups: free some");
        }
    }

    /** @throws InvalidInputException if an operand is broadcast, which peers do not know */
    static void requireWhole(Items items) {
        long elements = items.individualCount() * items.itemCount();
        if (items.benefit().size() != elements || items.cost().size() != elements) {
            throw new InvalidInputException("benefit is " + items.benefit().shape() + ", cost is "
                    + items.cost().shape() + ": expected two N x T matrices, because peers know no broadcast operands");
        }
    }

    /** Finds every group's best ratio, winner, and the winner's benefit and cost. */
    @Override
    public Object call() {
        int refused = C.FIND.find(state, items.benefit().segment(), items.cost().segment(), items.groups().segment(),
                items.individualCount(), firstRow, ratio, winner, benefit, cost);
        if (refused != 0) {
            throw new InvalidInputException("C refuses a benefit, cost or ratio: expected benefits from 0, costs above "
                    + "0, all finite");
        }
        return this;
    }

    /** The first group in which the last answer differs from {@code expected}, in words; empty if they are the same. */
    String firstDifference(BestItems expected) {
        for (int group = 0; group < expected.groupCount(); group++) {
            long found = winner.getAtIndex(JAVA_LONG, group);
            if (!isSame(ratio, group, expected.bestRatio(group)) || found != expected.winner(group)
                    || !isSame(benefit, group, expected.winnerBenefit(group))
                    || !isSame(cost, group, expected.winnerCost(group))) {
                return PeerAnswer.difference(group, ratio.getAtIndex(JAVA_DOUBLE, group), found, expected);
            }
        }
        return "";
    }

    private static boolean isSame(MemorySegment found, int group, double expected) {
        return found.getAtIndex(JAVA_LONG, group) == Double.doubleToRawLongBits(expected);
    }

    /** What really runs, in one line. */
    String description() {
        int lanes = C.LANES.perVector();
        return "C, " + pool.inWords() + ", vectors of " + lanes + (lanes == 1 ? " double" : " doubles");
    }

    /** Releases C's memory; idempotent. */
    @Override
    public void close() {
        if (state != null) {
            C.CLOSE.close(state);
            state = null;
            arena.close();
        }
    }
}
