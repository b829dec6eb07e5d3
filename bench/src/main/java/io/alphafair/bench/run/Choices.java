package io.alphafair.bench.run;

import io.alphafair.bench.record.Problem;
import io.alphafair.bench.report.Regret;
import io.alphafair.bench.subject.AutoGrid;
import io.alphafair.select.Choice;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Dimensions;
import java.util.Map;

/** What auto chooses here, and what it would choose without a calibration, as facts of a session. */
final class Choices {
    private final Chooser auto = Chooser.here();
    private final Chooser builtIn = Chooser.of(Crossovers.builtIn("for comparison"));
    private final int parallelism = Runtime.getRuntime().availableProcessors();

    Map<String, String> of(Problem problem) {
        Dimensions dimensions = new Dimensions(problem.n(), problem.t(), problem.k(), AutoGrid.isBroadcast(problem));
        Choice chosen = auto.choose(dimensions, parallelism);
        Choice other = builtIn.choose(dimensions, parallelism);
        return Regret.facts(chosen.provider().name(), chosen.predictedNanos().orElse(0), other.provider().name(),
                other.predictedNanos().orElse(0), chosen.origin());
    }
}
