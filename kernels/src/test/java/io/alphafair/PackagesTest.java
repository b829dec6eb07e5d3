package io.alphafair;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.alphafair.testing.PackageRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom among the packages of the library. */
class PackagesTest {
    private static final JavaClasses CLASSES = PackageRules.classesOf(Items.class);
    private static final String ROOT = "io.alphafair";

    private static final String VECTORS = "jdk.incubator.vector";

    /** Each package with those that it may use beside the JDK's java packages. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries( //
            Map.entry("tier", List.of()), //
            Map.entry("closedform", List.of("tier", VECTORS)), //
            Map.entry("file", List.of()), //
            Map.entry("capped", List.of("closedform")), //
            Map.entry("", List.of("closedform", "capped")), //
            Map.entry("backend", List.of("", "capped")), //
            Map.entry("contract", List.of("", "backend")), //
            Map.entry("scalar", List.of("", "backend")), //
            Map.entry("simd", List.of("", "backend", "contract", "scalar", "tier", VECTORS)), //
            Map.entry("forkjoin", List.of("", "backend")), //
            Map.entry("select", List.of("", "backend", "file")), //
            Map.entry("npy", List.of("", "file")), //
            Map.entry("overlap", List.of("")), //
            Map.entry("robust", List.of("", "backend")));

    static Stream<String> packages() {
        return MAY_USE.keySet().stream();
    }

    private static String fullName(String name) {
        return name.isEmpty() ? ROOT : name.equals(VECTORS) ? name : ROOT + "." + name;
    }

    @Test
    void everyPackageHasItsRule() {
        Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(packages().map(PackagesTest::fullName).collect(Collectors.toCollection(TreeSet::new)), found);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItMay(String name) {
        String[] allowed = Stream.concat(
                Stream.of(fullName(name), "java.."),
                MAY_USE.get(name).stream().map(PackagesTest::fullName)).toArray(String[]::new);
        classes().that().resideInAPackage(fullName(name)).should().onlyDependOnClassesThat()
                .resideInAnyPackage(allowed).check(CLASSES);
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        PackageRules.requireNoCycles(CLASSES);
    }

    @Test
    void everyPublicClassOfTheClosedFormIsUsedByTheRootOrTheEngineForCaps() {
        for (JavaClass known : CLASSES) {
            if (known.getPackageName().equals("io.alphafair.closedform") && known.isTopLevelClass()
                    && known.getModifiers().contains(JavaModifier.PUBLIC)) {
                Set<String> users = known.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass().getPackageName())
                        .filter(user -> !user.equals(known.getPackageName())).collect(Collectors.toSet());
                assertTrue(!users.isEmpty() && Set.of(ROOT, fullName("capped")).containsAll(users),
                        () -> known.getName() + " is used by " + users);
            }
        }
    }
}
