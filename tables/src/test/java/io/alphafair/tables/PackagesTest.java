package io.alphafair.tables;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.alphafair.testing.PackageRules;
import org.junit.jupiter.api.Test;

/** Tables use the library as anybody does. */
class PackagesTest {
    private static final JavaClasses CLASSES = PackageRules.classesOf(Table.class);

    @Test
    void noPackagesUseEachOtherInACircle() {
        PackageRules.requireNoCycles(CLASSES);
    }

    @Test
    void noInternalsAreUsed() {
        PackageRules.requireNoInternals(CLASSES);
    }
}
