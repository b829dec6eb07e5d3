package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.testing.ErrorBounds;
import io.alphafair.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenCasesTest {
    static Stream<Arguments> casesOnEveryBackend() {
        List<Golden> cases = Stream.concat(Golden.all().stream(), Golden.oddAlphas().stream()).toList();
        return Backends.available().stream()
                .flatMap(provider -> cases.stream().map(golden -> Arguments.of(provider.name(), golden)));
    }

    @Test
    void allCasesAreThere() {
        assertEquals(108, Golden.all().size());
        assertEquals(28, Golden.oddAlphas().size());
        assertEquals(List.of("scalar", "simd", "forkjoin"),
                Backends.available().stream().map(provider -> provider.name()).toList());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesOnEveryBackend")
    void winnersAreExactAndEveryOtherNumberIsWithinItsBound(String name, Golden golden) {
        try (Items items = golden.items();
                Backend backend = Backends.open(name, 2);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            double[] ratio = golden.doubles("bestRatio");
            for (int group = 0; group < golden.k(); group++) {
                assertEquals(ratio[group], best.bestRatio(group), "ratio of group " + group);
                assertEquals(golden.expected().get("winner").get(group).longValue(), best.winner(group), "winner");
                assertEquals(golden.expected().get("groupSize").get(group).longValue(), best.groupSize(group), "size");
            }
            ErrorBounds.check(golden, best.allocate(golden.fairness(), golden.budget()));
        }
    }
}
