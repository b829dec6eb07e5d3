package io.alphafair.bench.peer.external;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What takes part in a comparison: a process that reads a problem and answers as {@code worker.py} describes. */
public interface Arm {
    /** The name in tables. */
    String name();

    /** How it finds the answer, in one line. */
    String summary();

    /** Why it cannot run here and what would help, in one line; empty if nothing is known to be missing. */
    Optional<String> missing();

    /** The command that starts it on the problem in {@code folder}, a {@link HandOver}'s. */
    List<String> command(Path folder, int threads);
}
