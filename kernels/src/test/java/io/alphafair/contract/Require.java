package io.alphafair.contract;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;

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
}
