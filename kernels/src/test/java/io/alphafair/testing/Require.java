package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test that needs something of its machine: where that is missing the test is skipped with the reason, unless the part
 * is named in {@code -Dalphafair.require=a,b}, as it is in CI; then it fails.
 */
public final class Require {
    private Require() {
    }

    /** Goes on if {@code present}. */
    public static void that(String part, boolean present, String reason) {
        if (present) {
            return;
        }
        if (List.of(System.getProperty("alphafair.require", "").split(",")).contains(part)) {
            fail("required part '" + part + "' is missing: " + reason);
        }
        abort(part + " is missing: " + reason);
    }

    /** Goes on if there is such a program on the PATH. */
    public static void program(String part, String name, String purpose) {
        that(part, Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))),
                "no program '" + name + "' on the PATH, " + purpose);
    }
}
