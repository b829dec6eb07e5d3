package io.alphafair.bench;

import io.alphafair.backend.Backend;

/** The line by which a fork proves what it measures. */
final class Banner {
    private Banner() {
    }

    static String of(Backend backend) {
        return "# alphafair backend " + backend.name() + ": " + backend.description() + "; JDK "
                + Runtime.version();
    }
}
