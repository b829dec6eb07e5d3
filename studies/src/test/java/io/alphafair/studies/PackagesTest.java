package io.alphafair.studies;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.alphafair.testing.PackageRules;
import org.junit.jupiter.api.Test;

/** The studies use the library as anybody does, and their packages build on each other in one direction. */
class PackagesTest {
    private static final JavaClasses CLASSES = PackageRules.classesOf(Studies.class);

    @Test
    void noPackagesUseEachOtherInACircle() {
        PackageRules.requireNoCycles(CLASSES);
    }

    @Test
    void noInternalsAreUsed() {
        PackageRules.requireNoInternals(CLASSES);
    }
}
