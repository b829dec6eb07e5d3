package io.alphafair.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Which package may use which, by the class files of a module. */
public final class PackageRules {
    /** Every package is a slice of its own. */
    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("io.alphafair")
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    };

    private PackageRules() {
    }

    /** The main classes of the module that {@code anchor} is of. */
    public static JavaClasses classesOf(Class<?> anchor) {
        try {
            Path place = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
            JavaClasses classes = new ClassFileImporter().importPath(place);
            assertTrue(classes.contain(anchor), () -> "no class files of " + anchor + " were read from " + place);
            return classes;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails if packages use each other in a circle. */
    public static void requireNoCycles(JavaClasses classes) {
        slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles().check(classes);
    }

    /** Fails if a class names a backend or the closed form, which the library's users cannot see. */
    public static void requireNoInternals(JavaClasses classes) {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("io.alphafair.closedform", "io.alphafair.scalar", "io.alphafair.simd",
                        "io.alphafair.forkjoin")
                .check(classes);
    }
}
