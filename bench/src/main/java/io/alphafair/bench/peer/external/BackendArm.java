package io.alphafair.bench.peer.external;

import io.alphafair.bench.process.JavaCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A backend as an arm, in a JVM of its own.
 *
 * @param name the backend's
 */
public record BackendArm(String name, JavaCommand java) implements Arm {
    @Override
    public String summary() {
        return "alphafair's backend " + name;
    }

    /** A backend that cannot run in that JVM says so there. */
    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public List<String> command(Path folder, int threads) {
        return java.of(BackendWorker.class, folder.toString(), Integer.toString(threads), name);
    }
}
