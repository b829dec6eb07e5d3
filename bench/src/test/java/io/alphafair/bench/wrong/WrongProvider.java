package io.alphafair.bench.wrong;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;

/** Provides {@link WrongBackend}. */
public final class WrongProvider implements BackendProvider {
    @Override
    public String name() {
        return "wrong";
    }

    @Override
    public String summary() {
        return "misses the last row";
    }

    @Override
    public Availability availability() {
        return Availability.yes();
    }

    @Override
    public Backend open(String variant, int parallelism) {
        return new WrongBackend(WrongBackend.Fault.LAST_ROW_MISSED);
    }
}
