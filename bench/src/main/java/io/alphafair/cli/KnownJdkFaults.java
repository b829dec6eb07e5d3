package io.alphafair.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.util.Collection;
import java.util.Optional;

/** JDK releases with a fault that can make answers wrong. The launcher knows them too, from the JDK's file release. */
final class KnownJdkFaults {
    private KnownJdkFaults() {
    }

    /** A warning with its remedy, if this JVM has such a fault. */
    static Optional<String> warning() {
        return warning(Runtime.version(), ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(MemoryManagerMXBean::getName).toList());
    }

    /**
     * The same for any JVM.
     *
     * @param collectors the names of the JVM's garbage collectors, as its management beans give them
     */
    static Optional<String> warning(Runtime.Version version, Collection<String> collectors) {
        // https://bugs.openjdk.org/browse/JDK-8377811, fixed in 25.0.3
        boolean faulty = version.feature() == 25 && version.interim() == 0 && version.update() < 3;
        if (faulty && collectors.stream().anyMatch(name -> name.startsWith("G1 "))) {
            return Optional.of("warning: JDK " + version + " can corrupt data under its garbage collector G1 "
                    + "(JDK-8377811): install JDK 25.0.3 or later, or run with -XX:+UseParallelGC");
        }
        return Optional.empty();
    }
}
