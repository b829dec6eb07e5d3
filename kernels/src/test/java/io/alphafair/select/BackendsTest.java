package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.problem.Problems;
import io.alphafair.problem.Shape;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackendsTest {
    private record Fake(String name, Availability availability) implements BackendProvider {
        @Override
        public String summary() {
            return "fake";
        }

        @Override
        public Backend open(int parallelism) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static final Availability HERE = Availability.yes();

    @Test
    void namedMeansNamed() {
        for (BackendProvider provider : Backends.all()) {
            try (Backend backend = Backends.open(provider.name(), 2)) {
                assertEquals(provider.name(), backend.name());
            }
        }
    }

    @Test
    void autoChoosesBySizeAndSaysWhy() {
        try (Items small = Problems.make(Shape.UNIFORM, 100, 1, 2, 0);
                Items large = Problems.make(Shape.UNIFORM, 1 << 18, 1, 2, 0)) {
            assertEquals("simd", Backends.auto(small, 2).provider().name());
            assertEquals("forkjoin", Backends.auto(large, 2).provider().name());
            assertEquals("simd", Backends.auto(large, 1).provider().name());
            assertTrue(Backends.auto(large, 2).explain().startsWith("auto chose forkjoin: 262144 elements are enough"));
            try (Backend backend = Backends.auto(large, 2).open()) {
                assertEquals(2, backend.parallelism());
            }
        }
    }

    @Test
    void autoSaysWhatItRejected() {
        List<BackendProvider> providers = List.of(new Fake("scalar", HERE),
                new Fake("simd", Availability.no("no vector module")));
        Choice choice = Choice.bySize(10, 2, providers);
        assertEquals("scalar", choice.provider().name());
        assertTrue(choice.explain().endsWith("; rejected simd: no vector module"), choice.explain());
    }

    /** The class path reads META-INF/services, the module path module-info: they must name the same providers. */
    @Test
    void bothWaysOfRegistrationAgree() throws IOException {
        Path classes = Path.of(Backends.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        var provided = ModuleFinder.of(classes).find("io.alphafair").orElseThrow().descriptor().provides().stream()
                .flatMap(provides -> provides.providers().stream()).collect(Collectors.toSet());
        String services = new String(Backends.class.getResourceAsStream(
                "/META-INF/services/" + BackendProvider.class.getName()).readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(provided, services.lines().collect(Collectors.toSet()));
    }
}
