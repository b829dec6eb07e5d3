package io.alphafair.bench.run;

import io.alphafair.bench.peer.external.PeerRun;
import io.alphafair.bench.peer.external.PeerRun.Problem;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.UnfinishedRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What people use, beside the backends: the problems that are not finished yet are measured, and kept one by one. */
final class PeerSection {
    /** What a pattern matches that asks for peers alone. */
    static final String NAME = "peers";

    private final PeerRun peers;
    private final List<Problem> problems;

    /** @param gpu whether the peers are compared with the GPU */
    PeerSection(JavaCommand java, Progress progress, boolean gpu) {
        this(gpu ? PeerRun.ofGpu(java, progress::say) : PeerRun.ofAll(java, progress::say), PeerRun.PROBLEMS);
    }

    PeerSection(PeerRun peers, List<Problem> problems) {
        this.peers = peers;
        this.problems = problems;
    }

    /** @throws IOException if a problem or the result cannot be written; what is finished stays for {@code resume} */
    Peers run(UnfinishedRun run) throws IOException {
        Peers kept = run.findPeers();
        for (Problem problem : problems) {
            if (kept.rows().stream().noneMatch(row -> row.workload().equals(problem.workload()))) {
                List<Peers.Row> rows = new ArrayList<>(kept.rows());
                rows.addAll(peers.run(problem));
                kept = new Peers(Peers.SCHEMA, Math.toIntExact(peers.burst().toMillis()), rows);
                run.keep(kept);
            }
        }
        return kept;
    }
}
