package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackendsTest {
    @Test
    void namedMeansNamed() {
        for (BackendProvider provider : Backends.all()) {
            try (Backend backend = Backends.open(provider.name(), 2)) {
                assertEquals(provider.name(), backend.name());
            }
        }
    }

    @Test
    void autoOpensWhatItChose() {
        try (Items items = Problems.make(Shape.UNIFORM, 100, 1, 2, 0)) {
            Choice choice = Backends.choose(items, 2);
            assertTrue(choice.explain().startsWith("auto chose " + choice.provider().name() + " for 100 x 1, K = 2: "),
                    choice.explain());
            try (Backend backend = choice.open()) {
                assertEquals(choice.provider().name(), backend.name());
            }
        }
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
