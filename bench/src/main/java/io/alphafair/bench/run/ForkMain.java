package io.alphafair.bench.run;

import io.alphafair.bench.measure.ForkServer;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.report.Regret;
import io.alphafair.bench.subject.AutoGrid;
import io.alphafair.bench.subject.Gpu;
import io.alphafair.bench.subject.Subjects;
import io.alphafair.select.Choice;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Dimensions;
import java.io.IOException;
import java.util.Map;

/** The main class of forked JVMs. */
public final class ForkMain {
    private ForkMain() {
    }

    /** Takes no arguments: the parent says what to do. */
    public static void main(String[] arguments) throws IOException {
        ForkServer.serve(ForkMain.class, Subjects.ofThisCode()::find, Gpu::describe, ForkMain::choices);
    }

    /** What auto chooses in this JVM, and what it would choose without a calibration, as facts of a session. */
    private static Map<String, String> choices(Problem problem) {
        Dimensions dimensions = new Dimensions(problem.n(), problem.t(), problem.k(), AutoGrid.isBroadcast(problem));
        int parallelism = Runtime.getRuntime().availableProcessors();
        Choice chosen = Chooser.here().choose(dimensions, parallelism);
        Choice builtIn = Chooser.of(Crossovers.builtIn("for comparison")).choose(dimensions, parallelism);
        return Regret.facts(chosen.provider().name(), chosen.predictedNanos().orElse(0), builtIn.provider().name(),
                builtIn.predictedNanos().orElse(0), chosen.origin());
    }
}
