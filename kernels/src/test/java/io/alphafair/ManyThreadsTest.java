package io.alphafair;

import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.simd.SimdBackend;
import io.alphafair.testing.ManyThreads;
import io.alphafair.testing.SharedBackendTests;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManyThreadsTest extends SharedBackendTests {
    @Override
    protected Stream<Tested> tested() {
        return Stream.of(new Tested("scalar", ScalarBackend::new, false), new Tested("simd", SimdBackend::new, false),
                new Tested("forkjoin", () -> new ForkJoinBackend(new SimdBackend(), 3, 100), true));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void whatThreadsAskIsClosed(ManyThreads.Closed closed) throws InterruptedException, ExecutionException {
        checkClosing(closed);
    }
}
