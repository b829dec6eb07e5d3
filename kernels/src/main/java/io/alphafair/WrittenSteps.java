package io.alphafair;

import io.alphafair.capped.Hull;
import io.alphafair.capped.HullSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** All steps of all rows, N x T. Nobody can write to them. */
record WrittenSteps(Matrix benefit, Matrix cost) implements AutoCloseable {
    private static final long ALIGNMENT = 64;
    /** Elements that are copied together. */
    private static final int BLOCK_ELEMENTS = 1 << 12;

    static WrittenSteps of(Items items, HullSource hulls) {
        Arena arena = Arena.ofShared();
        try {
            long bytes = Math.multiplyExact(Math.multiplyExact(items.individualCount(), (long) items.itemCount()),
                    (long) Double.BYTES);
            MemorySegment benefits = arena.allocate(bytes, ALIGNMENT);
            MemorySegment costs = arena.allocate(bytes, ALIGNMENT);
            write(items, hulls, benefits, costs);
            Matrix benefit = Matrix.view(benefits.asReadOnly(), items.individualCount(), items.itemCount());
            return new WrittenSteps(benefit,
                    Matrix.adopt(costs.asReadOnly(), items.individualCount(), items.itemCount(), arena));
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private static void write(Items items, HullSource hulls, MemorySegment benefits, MemorySegment costs) {
        int itemCount = items.itemCount();
        long rows = items.individualCount();
        int blockRows = (int) Math.clamp(BLOCK_ELEMENTS / itemCount, 1, rows);
        double[] benefit = new double[blockRows * itemCount];
        double[] cost = new double[blockRows * itemCount];
        for (long first = 0; first < rows; first += blockRows) {
            int count = (int) Math.min(blockRows, rows - first);
            for (int row = 0; row < count; row++) {
                Hull hull = hulls.read(first + row, 0);
                int at = row * itemCount;
                for (int place = 0; place < itemCount; place++) {
                    boolean used = place < hull.count();
                    benefit[at + place] = used ? hull.benefit(place) : 0;
                    cost[at + place] = used ? hull.cost(place) : 1;
                }
            }
            long to = first * itemCount * Double.BYTES;
            MemorySegment.copy(benefit, 0, benefits, Matrix.ELEMENT, to, count * itemCount);
            MemorySegment.copy(cost, 0, costs, Matrix.ELEMENT, to, count * itemCount);
        }
    }

    /** Releases the memory of both; idempotent. */
    @Override
    public void close() {
        cost.close();
    }
}
