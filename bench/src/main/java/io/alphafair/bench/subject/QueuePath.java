package io.alphafair.bench.subject;

import io.alphafair.Items;
import io.alphafair.bench.measure.Operation;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The budget path of one group with at most one item each, in C++: the hulls, then a queue of the next steps. A path up to one
 * budget ends there; one for several budgets goes on until everything is bought. The result is the welfare for each budget.
 */
final class QueuePath implements Operation {
    /** The C++ functions, looked up when they are first called. */
    private static final class C {
        static final Find FIND = NativeLibrary.QUEUE.function("queue_path", Find.class);
        static final Worth WORTH = NativeLibrary.QUEUE.function("queue_worth", Worth.class);
        static final Free FREE = NativeLibrary.QUEUE.function("queue_free", Free.class);

        public interface Find {
            MemorySegment path(MemorySegment benefit, MemorySegment cost, int people, int items, double budget);
        }

        public interface Worth {
            double worth(MemorySegment path, double budget);
        }

        public interface Free {
            void free(MemorySegment path);
        }
    }

    private final Items items;
    private final double[] budgets;

    /** @param items of one group, N x T benefits and costs */
    QueuePath(Items items, double[] budgets) {
        this.items = items;
        this.budgets = budgets;
    }

    @Override
    public Object call() {
        double last = budgets.length == 1 ? budgets[0] : Double.POSITIVE_INFINITY;
        MemorySegment path = C.FIND.path(items.benefit().segment(), items.cost().segment(),
                Math.toIntExact(items.individualCount()), items.itemCount(), last);
        if (path.address() == 0) {
            throw new IllegalStateException("C++ has not enough memory for the budget path: free some memory");
        }
        double[] welfares = Arrays.stream(budgets)
                .map(budget -> C.WORTH.worth(path, budget) / items.individualCount()).toArray();
        C.FREE.free(path);
        return welfares;
    }
}
