package io.alphafair.bench;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.alphafair.bench.run.ForkMain;
import io.alphafair.testing.PackageRules;
import org.junit.jupiter.api.Test;

/** The command is above everything else here, and no package knows one that knows it. */
class PackagesTest {
    private static final JavaClasses CLASSES = PackageRules.classesOf(ForkMain.class);

    @Test
    void noPackagesUseEachOtherInACircle() {
        PackageRules.requireNoCycles(CLASSES);
    }

    @Test
    void noInternalsAreUsed() {
        PackageRules.requireNoInternals(CLASSES);
    }
}
