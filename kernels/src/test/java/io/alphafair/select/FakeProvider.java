package io.alphafair.select;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;

/** A backend that exists by name only. */
record FakeProvider(String name, Availability availability) implements BackendProvider {
    static FakeProvider here(String name) {
        return new FakeProvider(name, Availability.yes());
    }

    @Override
    public String summary() {
        return "fake";
    }

    @Override
    public Backend open(String variant, int parallelism) {
        throw new UnsupportedOperationException(name);
    }
}
