package io.alphafair.backend;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a backend can run here, and if not, why, in one line, with the remedy.
 *
 * @param reason empty if available
 * @param cause what was thrown while probing, if anything was
 */
public record Availability(boolean available, String reason, Optional<Throwable> cause) {
    public Availability {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(cause);
        if (available != reason.isEmpty()) {
            throw new IllegalArgumentException("available " + available + " with reason '" + reason + "'");
        }
    }

    /** It can run. */
    public static Availability yes() {
        return new Availability(true, "", Optional.empty());
    }

    /** It cannot, for this reason. */
    public static Availability no(String reason) {
        return new Availability(false, reason, Optional.empty());
    }

    /** It cannot, for this reason, found out by this failure. */
    public static Availability no(String reason, Throwable cause) {
        return new Availability(false, reason, Optional.of(cause));
    }
}
