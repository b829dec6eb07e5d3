package io.alphafair.bench.peer.external;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.WarmUp;
import io.alphafair.npy.Npy;
import io.alphafair.select.Backends;
import java.nio.file.Path;
import java.util.Map;

/** The child that a {@link BackendArm} starts. */
final class BackendWorker {
    private BackendWorker() {
    }

    /** Takes the hand-over's folder, the number of threads and the backend's name. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        try (Items items = Items.of(inMemory(folder.resolve(HandOver.BENEFIT)), inMemory(folder.resolve(HandOver.COST)),
                Npy.readGroups(folder.resolve(HandOver.GROUP)));
                Backend backend = Backends.open(arguments[2], threads);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            WarmUp.repeat(() -> prepared.bestItems(best));
            int groups = best.groupCount();
            double[] ratio = new double[groups];
            long[] winner = new long[groups];
            WorkerLoop.Answer answer = new WorkerLoop.Answer(ratio, winner);
            WorkerLoop.serve(
                    new WorkerLoop.Greeting(backend.parallelism(), Map.of("java", Runtime.version().toString())),
                    () -> {
                        prepared.bestItems(best);
                        for (int group = 0; group < groups; group++) {
                            ratio[group] = best.bestRatio(group);
                            winner[group] = best.winner(group);
                        }
                        return answer;
                    });
        }
    }

    /** A copy, because the file is mapped. */
    private static Matrix inMemory(Path file) {
        try (Matrix mapped = Npy.readMatrix(file)) {
            Matrix copy = Matrix.allocate(mapped.rows(), mapped.columns());
            copy.copyFrom(mapped);
            return copy;
        }
    }
}
