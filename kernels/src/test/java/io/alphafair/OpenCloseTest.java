package io.alphafair;

import io.alphafair.testing.OpenClose;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is opened and closed many times leaves no threads, descriptors or memory behind. */
@Tag("long")
class OpenCloseTest {
    @Test
    void closedBackendsLeaveNothingBehind() {
        OpenClose.check(List.of("forkjoin", "pool", "scalar", "simd"));
    }
}
