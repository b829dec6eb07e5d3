package io.alphafair.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints why tests are skipped, each reason once a run: Maven's own output has only how many. */
public final class SkipReasons implements TestWatcher {
    /** Those that were printed. */
    private record Printed(Set<String> reasons) {}

    /** For {@link java.util.ServiceLoader}. */
    public SkipReasons() {
        // What was printed is kept with the run.
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        Printed printed = context.getRoot().getStore(Namespace.create(SkipReasons.class)).computeIfAbsent(Printed.class,
                key -> new Printed(ConcurrentHashMap.newKeySet()), Printed.class);
        if (printed.reasons.add(cause.getMessage())) {
            System.out.println("skipped: " + cause.getMessage());
        }
    }
}
