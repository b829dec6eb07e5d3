package io.alphafair.ffm;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.alphafair.testing.PackageRules;
import org.junit.jupiter.api.Test;

/** What the backend uses of the library is what anybody's backend may use. */
class PackagesTest {
    private static final JavaClasses CLASSES = PackageRules.classesOf(NativeBackend.class);

    @Test
    void noPackagesUseEachOtherInACircle() {
        PackageRules.requireNoCycles(CLASSES);
    }

    @Test
    void noInternalsAreUsed() {
        PackageRules.requireNoInternals(CLASSES);
    }
}
