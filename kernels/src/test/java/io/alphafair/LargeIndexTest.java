package io.alphafair;

import io.alphafair.select.Backends;
import io.alphafair.testing.LargeProblem;
import org.junit.jupiter.api.Test;

class LargeIndexTest {
    @Test
    void winnersBeyondTheRangeOfInt() {
        LargeProblem.check(Backends.available().stream().map(provider -> provider.open(2)).toList());
    }
}
