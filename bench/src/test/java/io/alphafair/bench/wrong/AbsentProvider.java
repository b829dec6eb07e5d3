package io.alphafair.bench.wrong;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;

/** A backend that cannot run anywhere. */
public final class AbsentProvider implements BackendProvider {
    public static final String REASON = "it needs a device that is <not> made: wait | build one";

    @Override
    public String name() {
        return "absent";
    }

    @Override
    public String summary() {
        return "runs nowhere";
    }

    @Override
    public Availability availability() {
        return Availability.no(REASON);
    }

    @Override
    public Backend open(String variant, int parallelism) {
        throw new BackendUnavailableException(name(), availability());
    }
}
